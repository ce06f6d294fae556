package io.latchkey.broker;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.EventJson;
import io.latchkey.testkit.servers.SharedServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the broker has told of a connection on the real topic, in order. */
public final class FactLog {
    private FactLog() {}

    public static <T extends CredentialFact> List<T> of(UUID connection, Class<T> type) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                SharedServers.get().kafka().bootstrapServers(),
                "isolation.level",
                "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.CREDENTIAL_FACTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var facts = new ArrayList<T>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var fact = read(record.value());
                    if (fact.connectionId().equals(connection) && type.isInstance(fact)) {
                        facts.add(type.cast(fact));
                    }
                }
            }
            return facts;
        }
    }

    private static CredentialFact read(byte[] json) {
        try {
            return EventJson.read(json, CredentialFact.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
