package io.latchkey.events.position;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds the last record of a partition that a consumer receives. The log's end is not enough: the marker that ends a
 * transaction has an offset too, and no consumer receives it.
 */
@ApplicationScoped
class FeedEnd {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_STEP = 16;

    /**
     * @param readableEnd the offset after the last readable record; 0 if there is none
     * @param logEnd the log's own end, up to which transactions are decided
     */
    record End(long readableEnd, long logEnd) {}

    private final Map<String, Object> settings;

    FeedEnd(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** Waits for Kafka without a time limit: the calling thread cannot continue without the result. */
    End ofReadable(TopicPartition partition) {
        while (true) {
            try {
                return look(partition);
            } catch (RetriableException e) {
                Log.warnf("end of the feed unknown, retrying topic=%s cause=%s", partition.topic(), e);
            }
        }
    }

    private End look(TopicPartition partition) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long begin = offset(consumer.beginningOffsets(List.of(partition)), partition);
            long end = offset(consumer.endOffsets(List.of(partition)), partition);
            return new End(lastReadable(consumer, partition, begin, end), end);
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private static long lastReadable(Consumer<?, ?> consumer, TopicPartition partition, long begin, long end) {
        long readable = 0;
        for (long step = FIRST_STEP, from = end; readable == 0 && from > begin; step *= FIRST_STEP) {
            from = Math.max(begin, end - step);
            readable = lastReadableFrom(consumer, partition, from, end);
        }
        return readable;
    }

    private static long lastReadableFrom(Consumer<?, ?> consumer, TopicPartition partition, long from, long end) {
        long readable = 0;
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < end) {
                    readable = record.offset() + 1;
                }
            }
        }
        return readable;
    }
}
