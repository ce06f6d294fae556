package io.latchkey.verifier.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.cloudevents.EventEncoder;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.verifier.schedule.Views;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays connection-service: tells the public feed. Each call returns when Kafka has the record. */
public final class Feed implements AutoCloseable {
    private static final int ENOUGH_FOR_EVERY_PARTITION = 60;

    private final EventEncoder encoder = new EventEncoder("connection-service");
    private final KafkaProducer<byte[], byte[]> producer;

    public Feed(KafkaServer kafka) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void publish(long sequence, ConnectionEventType type, ConnectionView connection) {
        publish(sequence, type, ConnectionEvent.of(connection));
    }

    public void publish(long sequence, ConnectionEventType type, ConnectionEvent data) {
        publish(Map.of(OutgoingEvent.SEQUENCE, String.valueOf(sequence)), type, data);
    }

    public void tellWithoutSequence(ConnectionEventType type, ConnectionView connection) {
        publish(Map.of(), type, ConnectionEvent.of(connection));
    }

    private void publish(Map<String, String> extensions, ConnectionEventType type, ConnectionEvent data) {
        send(encoder.encode(new OutgoingEvent(
                Topics.CONNECTIONS,
                data.connection().id(),
                UUID.randomUUID(),
                type.type(),
                Instant.now(),
                extensions,
                data)));
    }

    /** The null record. */
    public void forget(UUID connectionId) {
        send(new ProducerRecord<>(Topics.CONNECTIONS, connectionId.toString().getBytes(UTF_8), null));
    }

    /** Returns when all that was told before has been taken in, by telling of others in every partition. */
    public void awaitTakenIn(Rows rows) {
        var others = Stream.generate(UUID::randomUUID)
                .limit(ENOUGH_FOR_EVERY_PARTITION)
                .toList();
        others.forEach(other -> publish(
                1, ConnectionEventType.CREATED, Views.view(other, "acme", ConnectionState.PENDING, 0, null, null)));
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(rows.count(others)).isEqualTo(others.size()));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the record was not sent", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
