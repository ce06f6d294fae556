package io.latchkey.connection.dependent;

import io.latchkey.connection.store.Connections;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads the dependents of a connection of the caller's tenant. */
@ApplicationScoped
class ReadDependents {
    private final Connections connections;
    private final Dependents dependents;

    ReadDependents(Connections connections, Dependents dependents) {
        this.connections = connections;
        this.dependents = dependents;
    }

    /** Returns up to one dependent more than the page size, newest first. */
    Uni<List<Dependent>> page(Caller caller, UUID connection, PageRequest page) {
        return Panache.withSession(
                () -> connections.get(caller.tenant(), connection).chain(() -> dependents.page(connection, page)));
    }
}
