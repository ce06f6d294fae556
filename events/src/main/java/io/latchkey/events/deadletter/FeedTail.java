package io.latchkey.events.deadletter;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which records of some keys are the newest in a partition of a feed. Each record of the partition is read once. */
final class FeedTail {
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicPartition partition;
    private final Set<ByteBuffer> keys;
    private final Map<ByteBuffer, Long> newest = new HashMap<>();
    private long end;

    /** @param from the offset of the first record that matters */
    FeedTail(TopicPartition partition, long from, Set<ByteBuffer> keys) {
        this.partition = partition;
        this.end = from;
        this.keys = Set.copyOf(keys);
    }

    /** Reads what has been added to the partition since the last call. */
    void readOn(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> kafka) {
        end = read(kafka, partition, end, record -> {
            var key = key(record);
            if (keys.contains(key)) {
                newest.put(key, record.offset());
            }
        });
    }

    /** Whether the partition still has this record, and no newer one of its key up to {@link #end}. */
    boolean isNewest(ConsumerRecord<byte[], byte[]> record) {
        return newest.getOrDefault(key(record), -1L) == record.offset();
    }

    /** The offset up to which the partition has been read. */
    long end() {
        return end;
    }

    static ByteBuffer key(ConsumerRecord<byte[], byte[]> record) {
        return ByteBuffer.wrap(record.key() == null ? new byte[0] : record.key());
    }

    /**
     * Reads from {@code offset}, or from the current beginning of the partition, to its current end, which is returned.
     */
    static long read(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> kafka,
            TopicPartition partition,
            long offset,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var one = List.of(partition);
        kafka.assign(one);
        kafka.seek(partition, Math.max(offset, offset(kafka.beginningOffsets(one), partition)));
        long end = offset(kafka.endOffsets(one), partition);
        while (kafka.position(partition) < end) {
            kafka.poll(POLL).forEach(reader);
        }
        return kafka.position(partition);
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }
}
