package io.latchkey.events.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.contracts.Topics;
import io.latchkey.events.RecordSender;
import io.latchkey.events.cloudevents.UnknownValueException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Gives up a record that cannot be read or applied: counts it ({@code latchkey.events.unreadable}), logs it without its
 * content, and copies it with key, value and headers to the dead-letter topic. Headers added there:
 * {@code dead-letter-reason}, {@code -cause}, {@code -kind} ({@code unreadable}, or {@code unknown} for what a newer release
 * may know), {@code -topic}, {@code -partition}, {@code -offset} and {@code -consumer}. {@link ReplayDeadLetters} delivers
 * them again.
 */
@ApplicationScoped
class DeadLetters {
    static final String PREFIX = "dead-letter-";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String CONSUMER = "consumer";

    private static final int LONGEST_HEADER = 1_000;

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

    /** Completes when Kafka has the copy. Where Kafka refuses its size, the copy has no value. */
    Uni<Void> giveUp(KafkaRecord record, Throwable cause) {
        var position = record.position();
        return sender.send(letter(record, record.raw().value(), cause))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> sender.send(letter(record, null, cause)))
                .invoke(() -> {
                    metrics.counter("latchkey.events.unreadable", "topic", position.topic(), "kind", kind(cause))
                            .increment();
                    Log.errorf(
                            "event given up kind=%s topic=%s partition=%d offset=%d reason=%s",
                            kind(cause), position.topic(), position.partition(), position.offset(), reason(cause));
                });
    }

    private ProducerRecord<byte[], byte[]> letter(KafkaRecord record, byte @Nullable [] value, Throwable cause) {
        ConsumerRecord<byte[], byte[]> raw = record.raw();
        var letter = new ProducerRecord<>(Topics.DEAD_LETTER, null, raw.key(), value, raw.headers());
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
        var bounded = text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER);
        letter.headers().add(PREFIX + name, bounded.getBytes(UTF_8));
    }

    private static String kind(Throwable cause) {
        return cause instanceof UnknownValueException ? "unknown" : "unreadable";
    }

    private static String reason(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
