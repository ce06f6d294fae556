package io.latchkey.connection.stage;

import static org.awaitility.Awaitility.await;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.cloudevents.EventDecoder;
import io.latchkey.events.cloudevents.EventEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What stands on the topics, and what the siblings put there. */
public final class Topic {
    /** @param data null for the null record */
    public record Published(String type, Long sequence, ConnectionEvent data) {
        /** The type without its frame, for example {@code created}. */
        public String name() {
            return type == null
                    ? "null"
                    : type.replace("io.latchkey.connection.", "").replace(".v1", "");
        }
    }

    private final String bootstrapServers;

    public Topic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** What the public feed tells of a connection, as soon as that is so. */
    public List<Published> feedOf(UUID connection, Predicate<List<Published>> complete) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> feedOf(connection), complete);
    }

    /** What the public feed tells of a connection, as soon as it tells {@code last}. */
    public List<Published> feedUntil(UUID connection, String last) {
        return feedOf(connection, published -> published.stream()
                .anyMatch(event -> event.name().equals(last)));
    }

    private List<Published> feedOf(UUID connection) {
        return records(Topics.CONNECTIONS).stream()
                .filter(record -> EventDecoder.key(record.key()).equals(connection))
                .map(Topic::published)
                .toList();
    }

    private static Published published(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Published(null, null, null);
        }
        var event = EventDecoder.decode(record.headers(), record.value(), ConnectionEvent.class);
        return new Published(event.type(), event.sequence(), event.data());
    }

    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var settings =
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    public void publish(CredentialFact fact) {
        send(event(Topics.CREDENTIAL_FACTS, fact.connectionId(), fact.factId(), fact));
    }

    public void publish(CheckFact fact) {
        send(event(Topics.CHECK_FACTS, fact.connectionId(), fact.factId(), fact));
    }

    /** Tells what only a newer release may know; {@code fact} is the JSON body. */
    public void publish(String topic, UUID connection, Map<String, Object> fact) {
        send(event(topic, connection, UUID.randomUUID(), fact));
    }

    /** Puts bytes that are no fact where facts are expected. */
    public void tellRubbish(UUID connection, byte[] rubbish) {
        send(new ProducerRecord<>(
                Topics.CREDENTIAL_FACTS, connection.toString().getBytes(StandardCharsets.UTF_8), rubbish));
    }

    private static ProducerRecord<byte[], byte[]> event(String topic, UUID connection, UUID id, Object fact) {
        return new EventEncoder("sibling")
                .encode(new OutgoingEvent(topic, connection, id, "io.latchkey.fact.v1", Instant.now(), Map.of(), fact));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record);
        }
    }
}
