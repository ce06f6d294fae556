package io.latchkey.connection.metadata;

import io.latchkey.connection.store.ConnectionFilter;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.page.PageRequest;
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

    FindConnections(Connections connections) {
        this.connections = connections;
    }

    /** Returns up to one connection more than the page size, newest first. */
    Uni<List<StoredConnection>> page(Caller caller, ConnectionFilter filter, PageRequest page) {
        return Panache.withSession(() -> connections.page(caller.tenant(), filter, page));
    }

    /** Fails with {@link NotFound} if the tenant has no such connection, or has deleted it. */
    Uni<StoredConnection> get(Caller caller, UUID id) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id));
    }
}
