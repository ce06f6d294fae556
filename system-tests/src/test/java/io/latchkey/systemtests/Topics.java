package io.latchkey.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that stands on Kafka's topics at this moment. */
final class Topics {
    private Topics() {}

    static List<String> keysOf(String bootstrapServers, String topic) {
        return records(bootstrapServers, Set.of(topic)).stream()
                .map(r -> text(r.key()))
                .toList();
    }

    /** The values of one header, of the records that have it. */
    static List<String> headers(String bootstrapServers, String topic, String name) {
        return records(bootstrapServers, Set.of(topic)).stream()
                .map(r -> r.headers().lastHeader(name))
                .filter(Objects::nonNull)
                .map(header -> text(header.value()))
                .toList();
    }

    /** Keys, headers and values of all records of all topics whose name begins with {@code latchkey.}. */
    static String everything(String bootstrapServers) {
        var all = new StringBuilder();
        for (var kafkaRecord : records(bootstrapServers, Set.of())) {
            all.append(text(kafkaRecord.key()))
                    .append('\n')
                    .append(text(kafkaRecord.value()))
                    .append('\n');
            kafkaRecord.headers().forEach(header -> all.append(text(header.value()))
                    .append('\n'));
        }
        return all.toString();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers, Set<String> topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(p -> topics.isEmpty() ? p.topic().startsWith("latchkey.") : topics.contains(p.topic()))
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
