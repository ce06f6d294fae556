package io.latchkey.testkit.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.testkit.servers.RealServer;
import io.latchkey.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what came onto any topic since the last look, committed or not. */
final class TopicsSearch {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Map<TopicPartition, Long> SEEN = new HashMap<>();

    List<Leak> leaks() {
        return SharedServers.get().server(RealServer.KAFKA).isAlive() ? leaks(Connected.CONSUMER) : List.of();
    }

    /** One consumer for all tests of this application, since a new one takes longer to connect than to read. */
    private static final class Connected {
        private static final KafkaConsumer<byte[], byte[]> CONSUMER = new KafkaConsumer<>(
                Map.of("bootstrap.servers", SharedServers.get().kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<Leak> leaks(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> !topic.getKey().startsWith("__"))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, SEEN.getOrDefault(partition, 0L)));
        var ends = consumer.endOffsets(partitions);
        var leaks = new ArrayList<Leak>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(POLL).forEach(record -> Leak.in(textOf(record), "topic " + record.topic())
                    .ifPresent(leaks::add));
        }
        partitions.forEach(partition -> SEEN.put(partition, consumer.position(partition)));
        return leaks;
    }

    private static String textOf(ConsumerRecord<byte[], byte[]> record) {
        var text = new StringBuilder(text(record.key())).append(text(record.value()));
        record.headers().forEach(header -> text.append(header.key()).append(text(header.value())));
        return text.toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }
}
