package io.latchkey.connection.metadata;

import io.latchkey.connection.feed.Feed;
import io.latchkey.connection.history.History;
import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.http.ETags;
import io.latchkey.edge.text.Texts;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renames a connection. If the name does not change, nothing is published or recorded. */
@ApplicationScoped
class RenameConnection {
    private final Connections connections;
    private final Feed feed;
    private final History history;
    private final Clock clock;

    RenameConnection(Connections connections, Feed feed, History history, Clock clock) {
        this.connections = connections;
        this.feed = feed;
        this.history = history;
        this.clock = clock;
    }

    @WithTransaction
    Uni<StoredConnection> rename(Caller caller, UUID id, String wanted, @Nullable String ifMatch) {
        var name = Texts.requireName("name", wanted, ConnectionRules.NAME_LENGTH);
        var now = clock.instant();
        return connections.getLocked(caller.tenant(), id).chain(stored -> {
            ETags.requireMatch(ifMatch, stored.revision());
            if (name.equals(stored.name())) {
                return Uni.createFrom().item(stored);
            }
            return connections
                    .rename(stored, name)
                    .chain(renamed -> feed.publish(renamed, ConnectionEventType.RENAMED, now))
                    .call(renamed ->
                            history.record(renamed, ConnectionEventType.RENAMED.type(), caller.principal(), now));
        });
    }
}
