package io.latchkey.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into Kafka as any consumer would that reads committed records only. */
public final class TestTopics {
    private TestTopics() {}

    public static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                SharedServers.get().kafka().bootstrapServers(),
                "isolation.level",
                "read_committed");
    }

    /** All records of {@code topic} whose key is {@code key}, in their order. */
    public static List<ConsumerRecord<byte[], byte[]>> of(String topic, UUID key) {
        return all(topic).stream()
                .filter(record -> key.toString().equals(new String(record.key(), UTF_8)))
                .toList();
    }

    public static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    public static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
