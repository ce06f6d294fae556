package io.latchkey.events.position;

import io.latchkey.events.record.Position;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets up to which this service has applied the feeds of its projections.
 *
 * <p>When a partition is assigned, the consumer seeks to the offset in the table {@code feed_offset}, or to the
 * beginning if there is none: to replay the feed, drop the rows. A partition has caught up once every record that could
 * be read when it was assigned is applied; code that uses the projection waits for that.
 */
@ApplicationScoped
@Default
@Identifier("feed-positions")
public class FeedPositions implements KafkaConsumerRebalanceListener {
    private static final String STORE = "insert into feed_offset (topic, partition, next_offset)"
            + " values (:topic, :partition, :next) on conflict (topic, partition)"
            + " do update set next_offset = excluded.next_offset where feed_offset.next_offset < excluded.next_offset";

    private static final String HOLD =
            "select next_offset from feed_offset where topic = :topic and partition = :partition for update";

    private final FeedOffsets offsets;
    private final FeedEnd end;
    private final Map<TopicPartition, Progress> assigned = new ConcurrentHashMap<>();

    FeedPositions(FeedOffsets offsets, FeedEnd end) {
        this.offsets = offsets;
        this.end = end;
    }

    /** The partitions of {@code topic} that this replica holds and that have caught up. */
    public Set<Integer> caughtUp(String topic) {
        return assigned.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .filter(entry -> entry.getValue().caughtUp())
                .map(entry -> entry.getKey().partition())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Moves the offset past {@code position} in the current transaction, and returns whether it did. It never moves
     * back: {@code false} means that the record is applied already, by this replica or by one that holds the partition
     * since. Of two transactions at once the second waits for the first.
     */
    public Uni<Boolean> moveTo(Position position) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STORE)
                        .setParameter("topic", position.topic())
                        .setParameter("partition", position.partition())
                        .setParameter("next", position.offset() + 1)
                        .executeUpdate())
                .map(moved -> moved == 1);
    }

    /**
     * Whether no record of the partition at {@code known} or beyond is applied. The offset stays as it is until the
     * current transaction ends.
     */
    public Uni<Boolean> isWithin(Position position, long known) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Long.class)
                        .setParameter("topic", position.topic())
                        .setParameter("partition", position.partition())
                        .getSingleResultOrNull())
                .map(next -> next == null || next <= known);
    }

    /** Takes note that what {@link #moveTo} wrote is committed. */
    public void applied(Position position) {
        assigned.computeIfPresent(
                new TopicPartition(position.topic(), position.partition()),
                (partition, progress) -> progress.movedTo(position.offset() + 1));
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> begin(consumer, partition));
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(assigned::remove);
    }

    private void begin(Consumer<?, ?> consumer, TopicPartition partition) {
        var target = end.ofReadable(partition);
        var next = offsets.next(partition, target.logEnd());
        if (next.isPresent()) {
            consumer.seek(partition, next.getAsLong());
        } else {
            consumer.seekToBeginning(Set.of(partition));
        }
        assigned.put(partition, new Progress(next.orElse(0), target.readableEnd()));
        Log.infof(
                "feed assigned topic=%s partition=%d next=%d end=%d",
                partition.topic(), partition.partition(), next.orElse(0), target.readableEnd());
    }

    private record Progress(long next, long target) {
        boolean caughtUp() {
            return next >= target;
        }

        Progress movedTo(long offset) {
            return new Progress(Math.max(next, offset), target);
        }
    }
}
