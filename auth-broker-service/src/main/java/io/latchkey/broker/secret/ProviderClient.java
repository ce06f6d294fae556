package io.latchkey.broker.secret;

import java.util.Objects;

/** A client that is registered at a provider: what stands for Latchkey there. */
public record ProviderClient(String clientId, Secret clientSecret) {
    public ProviderClient {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
    }
}
