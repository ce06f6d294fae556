package io.latchkey.connection.history;

import io.latchkey.connection.store.Connections;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.page.PageRequest;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads the history of a connection of the caller's tenant. The connection may be deleted. */
@ApplicationScoped
class ReadHistory {
    private final Connections connections;
    private final History history;

    ReadHistory(Connections connections, History history) {
        this.connections = connections;
        this.history = history;
    }

    /** Returns up to one entry more than the page size, newest first. */
    Uni<List<HistoryEntry>> page(Caller caller, UUID connectionId, PageRequest page) {
        return Panache.withSession(() -> connections
                .find(caller.tenant(), connectionId)
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("connection"))
                .chain(() -> history.page(connectionId, page)));
    }
}
