package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Stores the clients that this installation has registered at each provider. Each operation fails with
 * {@link Unavailable} while the store is unavailable.
 */
public interface ClientStore {
    /**
     * Returns the clients of {@code provider}; empty if none is registered. New consents use the first; credentials
     * issued to one of the others still use that one.
     */
    Uni<List<ProviderClient>> read(String provider);

    /** Replaces all clients of {@code provider}. */
    Uni<Void> write(String provider, List<ProviderClient> clients);
}
