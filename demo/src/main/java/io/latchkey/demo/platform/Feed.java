package io.latchkey.demo.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of the public topic, as any service of the platform may be one, from the moment it is opened. */
public final class Feed implements AutoCloseable {
    private static final String TOPIC = "latchkey.connections.v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START_TIME = Duration.ofSeconds(20);

    /**
     * One record.
     *
     * @param id the CloudEvents id; empty for a null record
     * @param type the CloudEvents type without its common prefix and version; empty for a null record
     * @param data missing for a null record
     */
    public record Event(UUID connection, String id, String type, long sequence, JsonNode data) {
        public boolean isNullRecord() {
            return data.isMissingNode();
        }

        public String state() {
            return data.at("/connection/state").asText();
        }

        /** One line for people. */
        public String line() {
            return isNullRecord()
                    ? "    null record: no more events"
                    : String.format("%3d %-26s %s", sequence, type, state());
        }
    }

    private final List<Event> seen = new CopyOnWriteArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;
    private final Consumer<Event> listener;

    private Feed(Map<String, String> client, Consumer<Event> listener) {
        this.listener = listener;
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        reader = new Thread(this::read, "feed");
        reader.setDaemon(true);
    }

    /**
     * Starts at the current end of the topic, so that it receives all later events.
     *
     * @param client address of Kafka, and the login
     */
    public static Feed fromNow(Map<String, String> client) {
        return fromNow(client, event -> {});
    }

    /** As {@link #fromNow(Map)}; {@code listener} receives each event, in order, on a thread of the feed. */
    public static Feed fromNow(Map<String, String> client, Consumer<Event> listener) {
        var feed = new Feed(client, listener);
        feed.reader.start();
        try {
            if (!feed.positioned.await(START_TIME.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "Kafka at " + client.get("bootstrap.servers") + " has no topic " + TOPIC);
            }
            return feed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What came of this connection so far, oldest first. */
    public List<Event> of(UUID connection) {
        return seen.stream().filter(e -> e.connection.equals(connection)).toList();
    }

    @Override
    public void close() {
        consumer.wakeup();
    }

    private void read() {
        try (consumer) {
            var partitions = consumer.partitionsFor(TOPIC, START_TIME).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            positioned.countDown();
            while (true) {
                consumer.poll(Duration.ofMillis(250)).forEach(r -> take(event(r)));
            }
        } catch (WakeupException closed) {
            // close() asked for this
        }
    }

    /** Events may be delivered twice; the id identifies duplicates. */
    private void take(Event event) {
        if (event.isNullRecord() || ids.add(event.id)) {
            seen.add(event);
            listener.accept(event);
        }
    }

    private static Event event(ConsumerRecord<String, byte[]> kafkaRecord) {
        var type = header(kafkaRecord, "ce_type").replaceAll("^io\\.latchkey\\.connection\\.|\\.v1$", "");
        var sequence = header(kafkaRecord, "ce_sequence");
        return new Event(
                UUID.fromString(kafkaRecord.key()),
                header(kafkaRecord, "ce_id"),
                type,
                sequence.isEmpty() ? 0 : Long.parseLong(sequence),
                data(kafkaRecord.value()));
    }

    private static String header(ConsumerRecord<?, ?> kafkaRecord, String name) {
        Header header = kafkaRecord.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static JsonNode data(byte[] value) {
        try {
            return value == null ? MissingNode.getInstance() : JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the public topic is not valid JSON", e);
        }
    }
}
