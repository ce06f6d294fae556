package io.latchkey.events.intake;

import io.latchkey.events.cloudevents.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Takes in facts, whose offsets Kafka keeps. A fact may come twice: the handler asks the {@link Inbox}. */
@ApplicationScoped
public class FactIntake {
    private final RetryInPlace retry;
    private final DeadLetters deadLetters;

    FactIntake(RetryInPlace retry, DeadLetters deadLetters) {
        this.retry = retry;
        this.deadLetters = deadLetters;
    }

    /**
     * Decodes {@code message}, runs {@code handler} until it succeeds, and acknowledges. The handler opens its own
     * transaction. It may throw {@link UnreadableEventException} for an event that makes no sense. A record that
     * {@link RetryInPlace} does not retry becomes a dead letter.
     */
    public <T> Uni<Void> consume(
            Message<byte[]> message, Class<T> type, Function<IncomingEvent<T>, Uni<Void>> handler) {
        var record = KafkaRecord.of(message);
        return retry.untilDone(record.position(), () -> handler.apply(record.event(type)))
                .onFailure()
                .recoverWithUni(cause -> giveUp(record, cause))
                .chain(() -> Uni.createFrom().completionStage(message::ack));
    }

    private Uni<Void> giveUp(KafkaRecord record, Throwable cause) {
        return retry.untilDone(record.position(), () -> deadLetters.giveUp(record, cause));
    }
}
