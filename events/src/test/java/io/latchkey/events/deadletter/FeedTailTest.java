package io.latchkey.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FeedTailTest {
    private static final TopicPartition PARTITION = new TopicPartition("feed", 0);

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final FeedTail tail = new FeedTail(PARTITION, 2, Set.of(key("a"), key("b")));

    @Test
    void theLastRecordOfAKeyIsItsNewest() {
        append("a", "b", "a", "c", "b");

        tail.readOn(kafka);

        assertThat(newest()).containsExactly(2L, 4L);
        assertThat(tail.end()).isEqualTo(5);
    }

    @Test
    void whatCompactionHasRemovedIsNotTheNewest() {
        append("a", "b", "c", "c");

        tail.readOn(kafka);

        assertThat(newest()).isEmpty();
    }

    @Test
    void readingOnReadsOnlyWhatIsNew() {
        append("a", "b", "a", "b");
        tail.readOn(kafka);
        log.replaceAll(record -> record("c", record.offset()));
        append("b");

        tail.readOn(kafka);

        assertThat(newest()).containsExactly(4L);
        assertThat(tail.isNewest(record("a", 2))).isTrue();
        assertThat(tail.isNewest(record("b", 3))).isFalse();
    }

    private List<Long> newest() {
        return log.stream().filter(tail::isNewest).map(ConsumerRecord::offset).toList();
    }

    /** The consumer is given what is in the log from its position on. */
    private void append(String... keys) {
        IntStream.range(0, keys.length).forEach(i -> log.add(record(keys[i], log.size())));
        kafka.updateBeginningOffsets(Map.of(PARTITION, 0L));
        kafka.updateEndOffsets(Map.of(PARTITION, (long) log.size()));
        kafka.schedulePollTask(() -> log.stream()
                .filter(record -> record.offset() >= kafka.position(PARTITION))
                .forEach(kafka::addRecord));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, key.getBytes(UTF_8), new byte[0]);
    }

    private static ByteBuffer key(String key) {
        return ByteBuffer.wrap(key.getBytes(UTF_8));
    }
}
