package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Keeps the clients that this installation has registered at each provider. While the store cannot be reached each
 * operation fails with {@link Unavailable}.
 */
public interface ClientStore {
    /** The first is used for new consents; the others still serve what was issued to them. Empty: none registered. */
    Uni<List<ProviderClient>> read(String provider);

    /** Replaces all clients of {@code provider}. */
    Uni<Void> write(String provider, List<ProviderClient> clients);
}
