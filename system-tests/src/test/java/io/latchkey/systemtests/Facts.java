package io.latchkey.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells facts on the internal topics as broker and verifier do: CloudEvents 1.0, binary mode. */
final class Facts implements AutoCloseable {
    static final String CREDENTIAL = "latchkey.credential-facts.v1";
    static final String CHECK = "latchkey.check-facts.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<byte[], byte[]> producer;

    Facts(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A fact about {@code connection} with a random id; put more into it before it is told. */
    static Map<String, Object> fact(
            String type, UUID connection, String tenant, int generation, long version, Instant at) {
        var fact = new LinkedHashMap<String, Object>();
        fact.put("type", type);
        fact.put("factId", UUID.randomUUID().toString());
        fact.put("connectionId", connection.toString());
        fact.put("tenant", tenant);
        fact.put("generation", generation);
        fact.put("credentialVersion", version);
        fact.put("observedAt", at.toString());
        return fact;
    }

    void publish(String topic, Map<String, Object> fact) {
        try {
            send(topic, fact.get("connectionId").toString(), fact, JSON.writeValueAsBytes(fact));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void tellRubbish(String topic, UUID connection) {
        var headers = Facts.fact("io.latchkey.check.completed.v1", connection, Stack.TENANT, 1, 1, Instant.EPOCH);
        send(topic, connection.toString(), headers, "no JSON at all".getBytes(StandardCharsets.UTF_8));
    }

    private void send(String topic, String key, Map<String, Object> fact, byte[] data) {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), data);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        fact.get("factId"),
                        "ce_source",
                        "/latchkey/system-tests",
                        "ce_type",
                        fact.get("type"),
                        "ce_time",
                        fact.get("observedAt"),
                        "content-type",
                        "application/json")
                .forEach((name, value) ->
                        record.headers().add(name, value.toString().getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
