package io.latchkey.connection.metadata;

import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.ConnectionFilter;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.credential.NeededPermissions;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.page.PageRequest;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds the connections of the caller's tenant. */
@ApplicationScoped
class FindConnections {
    private final Connections connections;
    private final Broker broker;

    FindConnections(Connections connections, Broker broker) {
        this.connections = connections;
        this.broker = broker;
    }

    /**
     * Returns up to one connection more than the page size, newest first.
     *
     * @param satisfies ids of modules or permissions of the provider in {@code filter} whose permissions the connections
     *     must have; empty: any connections
     */
    Uni<List<StoredConnection>> page(Caller caller, ConnectionFilter filter, List<String> satisfies, PageRequest page) {
        return granting(filter, satisfies)
                .chain(complete -> Panache.withSession(() -> connections.page(caller.tenant(), complete, page)));
    }

    private Uni<ConnectionFilter> granting(ConnectionFilter filter, List<String> satisfies) {
        if (satisfies.isEmpty()) {
            return Uni.createFrom().item(filter);
        }
        var provider = filter.provider();
        if (provider == null) {
            throw new Invalid(
                    "provider",
                    "Modules and permissions belong to a provider.",
                    "Send the id of the provider together with satisfies.");
        }
        return broker.needed(new NeededPermissions.Request(provider, List.of(), List.of(), satisfies))
                .map(filter::granting);
    }

    /** Fails with {@link NotFound} if the tenant has no such connection, or has deleted it. */
    Uni<StoredConnection> get(Caller caller, UUID id) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id));
    }
}
