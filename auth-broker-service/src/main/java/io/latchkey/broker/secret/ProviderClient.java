package io.latchkey.broker.secret;

import io.latchkey.catalog.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Latchkey's client registration at a provider.
 *
 * @param origin where its secret may be sent; null: nowhere until an operator confirms it
 */
public record ProviderClient(
        String clientId, Secret clientSecret, @Nullable Origin origin) {
    public ProviderClient {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
    }
}
