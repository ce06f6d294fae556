package io.latchkey.verifier.schedule;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.events.cloudevents.UnreadableEventException;
import io.latchkey.events.intake.FeedIntake;
import io.latchkey.events.record.FeedRecord;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Builds the schedule from the public feed. One transaction commits a record's changes and the position after the
 * record.
 */
@Startup
@ApplicationScoped
class FeedFollower {
    private final Function<Message<byte[]>, Uni<Void>> feed;
    private final Schedule schedule;

    FeedFollower(FeedIntake intake, Schedule schedule) {
        this.feed = intake.subscribe(Topics.CONNECTIONS, ConnectionEvent.class, this::apply);
        this.schedule = schedule;
    }

    @Incoming("connections")
    Uni<Void> follow(Message<byte[]> message) {
        return feed.apply(message);
    }

    private Uni<Void> apply(FeedRecord<ConnectionEvent> record) {
        var event = record.event();
        if (event == null) {
            return schedule.remove(record.key());
        }
        if (!record.key().equals(event.data().connection().id())) {
            throw new UnreadableEventException("the key of the event is not the id of its connection", null);
        }
        return schedule.follow(record.partition(), event.sequence(), event.data());
    }
}
