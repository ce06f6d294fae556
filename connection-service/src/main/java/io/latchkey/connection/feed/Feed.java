package io.latchkey.connection.feed;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.connection.lifecycle.Transition;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.Topics;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * Publishes the public feed. Each event gets the connection's next sequence in the transaction that makes the change.
 * The caller holds the connection's row lock, so sequences have neither gaps nor duplicates. Each method returns the
 * connection as published.
 */
@ApplicationScoped
public class Feed {
    private final Connections connections;
    private final Outbox outbox;
    private final Ids ids;

    Feed(Connections connections, Outbox outbox, Ids ids) {
        this.connections = connections;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** Publishes an event of {@code type} that contains only the connection. */
    public Uni<StoredConnection> publish(StoredConnection stored, ConnectionEventType type, Instant now) {
        return publish(stored, type, now, ConnectionEvent::of);
    }

    /** Publishes the deletion of the connection. {@code forced} is for the broker, which consumes the feed. */
    public Uni<StoredConnection> publishDeleted(StoredConnection stored, boolean forced, Instant now) {
        return publish(stored, ConnectionEventType.DELETED, now, view -> new ConnectionEvent(view, null, null, forced));
    }

    /** Publishes the events of {@code transition}, which has already been applied. */
    public Uni<StoredConnection> publish(StoredConnection stored, Transition transition, Instant now) {
        var published = Uni.createFrom().item(stored);
        for (var type : transition.events()) {
            published = published.chain(present -> publish(present, type, now, view -> data(view, type, transition)));
        }
        return transition.events().contains(ConnectionEventType.DESTROYED)
                ? published.call(() -> outbox.add(tombstone(stored, now)))
                : published;
    }

    private Uni<StoredConnection> publish(
            StoredConnection stored,
            ConnectionEventType type,
            Instant now,
            Function<ConnectionView, ConnectionEvent> data) {
        return connections
                .nextSequence(stored, now)
                .call(published -> outbox.add(new OutgoingEvent(
                        Topics.CONNECTIONS,
                        published.id(),
                        ids.next(),
                        type.type(),
                        now,
                        Map.of(OutgoingEvent.SEQUENCE, Long.toString(published.sequence())),
                        data.apply(published.view().withoutDependents()))));
    }

    private static ConnectionEvent data(ConnectionView view, ConnectionEventType type, Transition transition) {
        boolean warns = type == ConnectionEventType.EXPIRING || type == ConnectionEventType.NOTICE;
        boolean destroyed = type == ConnectionEventType.DESTROYED;
        return new ConnectionEvent(
                view,
                warns ? transition.notice() : null,
                destroyed ? transition.status().revocation() : null,
                null);
    }

    private OutgoingEvent tombstone(StoredConnection stored, Instant now) {
        return OutgoingEvent.tombstone(Topics.CONNECTIONS, stored.id(), ids.next(), now);
    }
}
