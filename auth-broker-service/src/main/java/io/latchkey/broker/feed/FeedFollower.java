package io.latchkey.broker.feed;

import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.Deletions;
import io.latchkey.broker.deletion.CloseConnection;
import io.latchkey.contracts.Topics;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.events.cloudevents.UnreadableEventException;
import io.latchkey.events.intake.FeedIntake;
import io.latchkey.events.record.FeedEvent;
import io.latchkey.events.record.FeedRecord;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Consumes the public feed of connection events: the state of a connection decides whether its credential can be read,
 * and a deletion that the direct call did not deliver arrives here.
 */
@Startup
@ApplicationScoped
class FeedFollower {
    private final Function<Message<byte[]>, Uni<Void>> feed;
    private final Credentials credentials;
    private final Deletions deletions;
    private final CloseConnection close;

    FeedFollower(FeedIntake intake, Credentials credentials, Deletions deletions, CloseConnection close) {
        this.feed = intake.subscribe(Topics.CONNECTIONS, ConnectionEvent.class, this::follow);
        this.credentials = credentials;
        this.deletions = deletions;
        this.close = close;
    }

    @Incoming("connections")
    Uni<Void> consume(Message<byte[]> message) {
        return feed.apply(message);
    }

    private Uni<Void> follow(FeedRecord<ConnectionEvent> fed) {
        var event = fed.event();
        if (event == null) {
            return deletions.forget(fed.key());
        }
        if (!fed.key().equals(event.data().connection().id())) {
            throw new UnreadableEventException("the key of the event is not the id of its connection", null);
        }
        return event.data().connection().state() == ConnectionState.DELETED
                ? end(event)
                : credentials.observe(event.data().connection(), event.sequence());
    }

    private Uni<Void> end(FeedEvent<ConnectionEvent> event) {
        if (event.type().equals(ConnectionEventType.DESTROYED.type())) {
            return Uni.createFrom().voidItem();
        }
        var connection = event.data().connection();
        var forced = Boolean.TRUE.equals(event.data().forced());
        return close.note(connection.id(), connection.tenant(), forced).replaceWithVoid();
    }
}
