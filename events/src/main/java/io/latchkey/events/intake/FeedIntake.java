package io.latchkey.events.intake;

import io.latchkey.events.deadletter.DeadLetters;
import io.latchkey.events.deadletter.Subscriptions;
import io.latchkey.events.position.FeedPositions;
import io.latchkey.events.record.FeedRecord;
import io.latchkey.events.record.KafkaRecord;
import io.latchkey.events.record.Position;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Takes in a feed that a projection is built from. How far it has read is stored in the transaction that applies the
 * record, so that the projection and its offset never disagree.
 */
@ApplicationScoped
public class FeedIntake {
    private final RetryInPlace retry;
    private final DeadLetters deadLetters;
    private final FeedPositions positions;
    private final Subscriptions subscriptions;

    FeedIntake(RetryInPlace retry, DeadLetters deadLetters, FeedPositions positions, Subscriptions subscriptions) {
        this.retry = retry;
        this.deadLetters = deadLetters;
        this.positions = positions;
        this.subscriptions = subscriptions;
    }

    /**
     * A consumer of {@code topic}: it decodes each message and runs {@code handler} in one transaction with the move of
     * the offset, until that succeeds. A record behind the stored offset is dropped: while partitions move between
     * replicas, a former owner may still deliver records that its successor has applied, and must not undo later ones.
     * A record that {@link RetryInPlace} does not retry becomes a dead letter; when that is replayed, the handler
     * receives it unless a newer record of its key has been applied.
     */
    public <T> Function<Message<byte[]>, Uni<Void>> subscribe(
            String topic, Class<T> type, Function<FeedRecord<T>, Uni<Void>> handler) {
        Function<KafkaRecord, Uni<Void>> change = record -> handler.apply(record.feedRecord(type));
        subscriptions.add(
                topic, new Subscriptions.Subscription(true, (record, known) -> replay(record, known, change)));
        return message -> consume(message, change);
    }

    /** The transaction holds the partition's offset, so that no newer record is applied before this one. */
    private Uni<Boolean> replay(KafkaRecord record, long known, Function<KafkaRecord, Uni<Void>> change) {
        return retry.untilDone(
                record.position(),
                () -> Panache.withTransaction(() -> positions
                        .isWithin(record.position(), known)
                        .call(isWithin -> isWithin
                                ? change.apply(record)
                                : Uni.createFrom().voidItem())));
    }

    private Uni<Void> consume(Message<byte[]> message, Function<KafkaRecord, Uni<Void>> change) {
        var record = KafkaRecord.of(message);
        record.correlate();
        return apply(record.position(), () -> change.apply(record))
                .onFailure()
                .recoverWithUni(cause -> skip(record, cause))
                .chain(() -> Uni.createFrom().completionStage(message::ack));
    }

    private Uni<Void> skip(KafkaRecord record, Throwable cause) {
        return retry.untilDone(record.position(), () -> deadLetters.giveUp(record, cause))
                .chain(() -> apply(record.position(), () -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> apply(Position position, Supplier<Uni<Void>> change) {
        return retry.untilDone(
                        position,
                        () -> Panache.withTransaction(() -> positions
                                .moveTo(position)
                                .chain(isNew ->
                                        isNew ? change.get() : Uni.createFrom().voidItem())))
                .invoke(() -> positions.applied(position));
    }
}
