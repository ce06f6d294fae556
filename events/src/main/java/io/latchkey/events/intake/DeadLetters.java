package io.latchkey.events.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.events.cloudevents.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Gives up a record that cannot be read: counted ({@code latchkey.events.unreadable}), logged without its content, and
 * nacked, so that the channel copies it to the dead-letter topic. Headers there: {@code dead-letter-reason},
 * {@code -cause}, {@code -topic}, {@code -partition}, {@code -offset} and {@code -consumer}.
 */
@ApplicationScoped
class DeadLetters {
    private final String consumer;
    private final MeterRegistry metrics;

    DeadLetters(@ConfigProperty(name = "quarkus.application.name") String consumer, MeterRegistry metrics) {
        this.consumer = consumer;
        this.metrics = metrics;
    }

    Uni<Void> giveUp(Message<?> message, Position position, UnreadableEventException cause) {
        metrics.counter("latchkey.events.unreadable", "topic", position.topic()).increment();
        Log.errorf(
                "event unreadable topic=%s partition=%d offset=%d reason=%s",
                position.topic(), position.partition(), position.offset(), cause.getMessage());
        var headers = new RecordHeaders().add("dead-letter-consumer", consumer.getBytes(UTF_8));
        var metadata =
                OutgoingKafkaRecordMetadata.builder().withHeaders(headers).build();
        return Uni.createFrom().completionStage(() -> message.nack(cause, Metadata.of(metadata)));
    }
}
