package io.latchkey.broker.secret;

import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/**
 * Stores the clients that the installation and its tenants have registered, at most one per provider and registrant.
 * Each operation fails with {@link Unavailable} while the store is unavailable.
 */
public interface ClientStore {
    /** The client that {@code registrant} has registered at {@code provider}. */
    Uni<Optional<ProviderClient>> read(Registrant registrant, String provider);

    /** The ids of the providers at which {@code registrant} has registered a client. */
    Uni<Set<String>> providers(Registrant registrant);

    /**
     * Stores the client of its registrant at {@code provider}, and replaces the former one. Fails with a {@link Conflict}
     * if another request stores one at the same time.
     */
    Uni<Void> write(String provider, ProviderClient client);

    /** Destroys the client that {@code registrant} has registered at {@code provider}; no error if there is none. */
    Uni<Void> destroy(Registrant registrant, String provider);
}
