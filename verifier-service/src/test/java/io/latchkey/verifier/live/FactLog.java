package io.latchkey.verifier.live;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.events.cloudevents.EventDecoder;
import io.latchkey.local.server.KafkaServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the verifier told, from the topic's beginning. */
public final class FactLog implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<CheckFact> read = new ArrayList<>();

    public FactLog(KafkaServer kafka) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.CHECK_FACTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All that has been told of this connection until now, in order. */
    public List<CheckFact> of(UUID connectionId) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
            read.add(EventDecoder.decode(record.headers(), record.value(), CheckFact.class)
                    .data());
        }
        return read.stream()
                .filter(fact -> fact.connectionId().equals(connectionId))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
