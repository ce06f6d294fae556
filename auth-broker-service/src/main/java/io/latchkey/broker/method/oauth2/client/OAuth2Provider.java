package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Provider;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A provider, with one of its OAuth 2.0 methods. */
public record OAuth2Provider(Provider provider, OAuth2Code oauth2) {
    public String id() {
        return provider.id();
    }

    public ProviderErrors errors() {
        return ProviderErrors.of(provider);
    }

    /**
     * The scopes to request for these permissions: first the scopes of every request, then the others in the catalog's
     * order.
     */
    public List<String> scopes(Collection<String> permissions) {
        return Stream.concat(oauth2.authorize().scopes().stream(), provider.scopes(permissions))
                .distinct()
                .toList();
    }

    /** The permissions that these scopes grant, sorted. */
    public List<String> granted(Collection<String> scopes) {
        return provider.granted(scopes);
    }
}
