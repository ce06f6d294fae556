package io.latchkey.broker.secret;

import io.latchkey.catalog.Origin;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client that is registered at a provider.
 *
 * @param secrets in the order in which they are tried: several during a rotation, none for a public client
 * @param origin where its secrets may be sent; null: nowhere until an operator confirms it
 */
public record ProviderClient(
        ClientRef ref, List<Secret> secrets, @Nullable Origin origin) {
    public ProviderClient {
        Objects.requireNonNull(ref, "ref");
        secrets = List.copyOf(secrets);
    }

    public String clientId() {
        return ref.id();
    }

    /** The secret that is tried first. */
    public Secret clientSecret() {
        return secrets.get(0);
    }

    /** Returns a copy with {@code secret} alone. */
    public ProviderClient with(Secret secret) {
        return new ProviderClient(ref, List.of(secret), origin);
    }
}
