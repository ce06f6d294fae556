package io.latchkey.events.intake;

import io.latchkey.events.cloudevents.UnreadableEventException;
import io.latchkey.events.deadletter.DeadLetters;
import io.latchkey.events.deadletter.Subscriptions;
import io.latchkey.events.inbox.Inbox;
import io.latchkey.events.record.IncomingEvent;
import io.latchkey.events.record.KafkaRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes in facts, whose offsets Kafka keeps. A fact may come twice: the handler asks the {@link Inbox}. */
@ApplicationScoped
public class FactIntake {
    private final RetryInPlace retry;
    private final DeadLetters deadLetters;
    private final Subscriptions subscriptions;

    FactIntake(RetryInPlace retry, DeadLetters deadLetters, Subscriptions subscriptions) {
        this.retry = retry;
        this.deadLetters = deadLetters;
        this.subscriptions = subscriptions;
    }

    /**
     * A consumer of {@code topic}: it decodes each message, runs {@code handler} until that succeeds, and acknowledges.
     * The handler opens its own transaction. It may throw {@link UnreadableEventException} for an invalid event. A
     * record that {@link RetryInPlace} does not retry becomes a dead letter.
     */
    public <T> Function<Message<byte[]>, Uni<Void>> subscribe(
            String topic, Class<T> type, Function<IncomingEvent<T>, Uni<Void>> handler) {
        Function<KafkaRecord, Uni<Void>> apply =
                record -> retry.untilDone(record.position(), () -> handler.apply(record.event(type)));
        subscriptions.add(topic, new Subscriptions.Subscription(false, (record, known) -> apply.apply(record)
                .replaceWith(true)));
        return message -> consume(message, apply);
    }

    private Uni<Void> consume(Message<byte[]> message, Function<KafkaRecord, Uni<Void>> apply) {
        var record = KafkaRecord.of(message);
        record.correlate();
        return apply.apply(record)
                .onFailure()
                .recoverWithUni(cause -> giveUp(record, cause))
                .chain(() -> Uni.createFrom().completionStage(message::ack));
    }

    private Uni<Void> giveUp(KafkaRecord record, Throwable cause) {
        return retry.untilDone(record.position(), () -> deadLetters.giveUp(record, cause));
    }
}
