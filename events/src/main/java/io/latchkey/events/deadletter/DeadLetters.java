package io.latchkey.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.contracts.Topics;
import io.latchkey.events.cloudevents.UnknownValueException;
import io.latchkey.events.publish.RecordSender;
import io.latchkey.events.record.KafkaRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Moves a record that cannot be read or applied to the dead letters: counts it ({@code latchkey.events.unreadable}),
 * logs it without its content, and copies it with key, value and headers to the dead-letter topic. Headers added there:
 * {@code dead-letter-reason}, {@code -cause}, {@code -kind} ({@code unreadable}, or {@code unknown} for a value of a
 * newer release), {@code -topic}, {@code -partition}, {@code -offset} and {@code -consumer}. {@link ReplayDeadLetters}
 * replays them.
 */
@ApplicationScoped
public class DeadLetters {
    static final String PREFIX = "dead-letter-";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String CONSUMER = "consumer";

    private static final int LONGEST_HEADER = 1_000;
    private static final int MOST_HEADERS = 50;

    private final String consumer;
    private final RecordSender sender;
    private final MeterRegistry metrics;

    DeadLetters(
            @ConfigProperty(name = "quarkus.application.name") String consumer,
            RecordSender sender,
            MeterRegistry metrics) {
        this.consumer = consumer;
        this.sender = sender;
        this.metrics = metrics;
    }

    /**
     * Completes when Kafka has the copy. Where Kafka refuses its size, the copy has no value, and key and headers are
     * cut short, so that it fits in any case.
     */
    public Uni<Void> giveUp(KafkaRecord record, Throwable cause) {
        var position = record.position();
        return sender.send(letter(record, whole(record.raw()), cause))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> sender.send(letter(record, cutShort(record.raw()), cause)))
                .invoke(() -> {
                    metrics.counter("latchkey.events.unreadable", "topic", position.topic(), "kind", kind(cause))
                            .increment();
                    Log.errorf(
                            "event moved to the dead letters kind=%s topic=%s partition=%d offset=%d reason=%s",
                            kind(cause), position.topic(), position.partition(), position.offset(), reason(cause));
                });
    }

    private static ProducerRecord<byte[], byte[]> whole(ConsumerRecord<byte[], byte[]> raw) {
        return new ProducerRecord<>(Topics.DEAD_LETTER, null, raw.key(), raw.value(), raw.headers());
    }

    private static ProducerRecord<byte[], byte[]> cutShort(ConsumerRecord<byte[], byte[]> raw) {
        var headers = new RecordHeaders();
        Arrays.stream(raw.headers().toArray())
                .limit(MOST_HEADERS)
                .forEach(header -> headers.add(cutShort(header.key()), cutShort(header.value())));
        return new ProducerRecord<>(Topics.DEAD_LETTER, null, cutShort(raw.key()), null, headers);
    }

    private ProducerRecord<byte[], byte[]> letter(
            KafkaRecord record, ProducerRecord<byte[], byte[]> letter, Throwable cause) {
        ConsumerRecord<byte[], byte[]> raw = record.raw();
        add(letter, "reason", reason(cause));
        if (cause.getCause() != null) {
            add(letter, "cause", String.valueOf(cause.getCause().getMessage()));
        }
        add(letter, "kind", kind(cause));
        add(letter, TOPIC, raw.topic());
        add(letter, PARTITION, String.valueOf(raw.partition()));
        add(letter, OFFSET, String.valueOf(raw.offset()));
        add(letter, CONSUMER, consumer);
        return letter;
    }

    private static void add(ProducerRecord<?, ?> letter, String name, String text) {
        letter.headers().add(PREFIX + name, cutShort(text).getBytes(UTF_8));
    }

    private static String cutShort(String text) {
        return text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER);
    }

    private static byte @Nullable [] cutShort(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= LONGEST_HEADER ? bytes : Arrays.copyOf(bytes, LONGEST_HEADER);
    }

    private static String kind(Throwable cause) {
        return cause instanceof UnknownValueException ? "unknown" : "unreadable";
    }

    private static String reason(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
