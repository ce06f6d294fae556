package io.latchkey.broker;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.EventJson;
import io.latchkey.testkit.servers.SharedServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the broker has told of a connection on the real topic, in order. One consumer reads each fact once. */
public final class FactLog {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Map<UUID, List<CredentialFact>> READ = new HashMap<>();
    private static final KafkaConsumer<byte[], byte[]> CONSUMER = fromTheBeginning();

    private FactLog() {}

    public static synchronized <T extends CredentialFact> List<T> of(UUID connection, Class<T> type) {
        readOn();
        return READ.getOrDefault(connection, List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> fromTheBeginning() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                SharedServers.get().kafka().bootstrapServers(),
                "isolation.level",
                "read_committed");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.CREDENTIAL_FACTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static void readOn() {
        var ends = CONSUMER.endOffsets(CONSUMER.assignment());
        while (ends.entrySet().stream().anyMatch(end -> CONSUMER.position(end.getKey()) < end.getValue())) {
            for (var record : CONSUMER.poll(POLL)) {
                var fact = read(record.value());
                READ.computeIfAbsent(fact.connectionId(), unknown -> new ArrayList<>())
                        .add(fact);
            }
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
