package io.latchkey.broker.secret;

import io.latchkey.catalog.Origin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client that is registered at a provider.
 *
 * @param secrets in the order in which they are tried: several during a rotation, none for a public client
 * @param origin where its secrets may be sent; null: nowhere until an operator confirms it
 * @param key with which it authenticates instead of a secret; null: it has none
 * @param redirectAlias the name that the provider has given to the redirect URI; null: it uses the URI itself
 * @param values what requests to the API carry besides the credential, by their ids in the catalog
 */
public record ProviderClient(
        ClientRef ref,
        List<Secret> secrets,
        @Nullable Origin origin,
        @Nullable ClientKey key,
        @Nullable String redirectAlias,
        Map<String, Secret> values) {
    public ProviderClient {
        Objects.requireNonNull(ref, "ref");
        secrets = List.copyOf(secrets);
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    /** A client that authenticates with a secret, or not at all. */
    public ProviderClient(ClientRef ref, List<Secret> secrets, @Nullable Origin origin) {
        this(ref, secrets, origin, Map.of());
    }

    /** The same, with values that requests to the API carry. */
    public ProviderClient(ClientRef ref, List<Secret> secrets, @Nullable Origin origin, Map<String, Secret> values) {
        this(ref, secrets, origin, null, null, values);
    }

    public String clientId() {
        return ref.id();
    }

    /** The secret that is tried first; for one request, a token that the key has signed. */
    public Secret clientSecret() {
        return secrets.get(0);
    }

    /** Returns a copy that authenticates with {@code signing}. */
    public ProviderClient with(ClientKey signing) {
        return new ProviderClient(ref, secrets, origin, signing, redirectAlias, values);
    }

    /** What requests carry as the redirect URI {@code url}. */
    public String redirectUri(String url) {
        return redirectAlias == null ? url : redirectAlias;
    }

    /** Returns a copy with {@code secret} alone: one of its secrets, or a token that the key has signed. */
    public ProviderClient with(Secret secret) {
        return with(List.of(secret));
    }

    /** Returns a copy with these secrets. */
    public ProviderClient with(List<Secret> others) {
        return new ProviderClient(ref, others, origin, key, redirectAlias, values);
    }
}
