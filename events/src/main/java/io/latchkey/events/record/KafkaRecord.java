package io.latchkey.events.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.cloudevents.EventDecoder;
import io.latchkey.events.cloudevents.UnreadableEventException;
import io.latchkey.work.Correlation;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A record from a channel of bytes, before it is decoded. */
public record KafkaRecord(ConsumerRecord<byte[], byte[]> raw) {
    public static KafkaRecord of(Message<byte[]> message) {
        @SuppressWarnings("unchecked")
        IncomingKafkaRecordMetadata<byte[], byte[]> metadata =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        return new KafkaRecord(metadata.getRecord());
    }

    public Position position() {
        return new Position(raw.topic(), raw.partition(), raw.offset());
    }

    public boolean isNull() {
        return raw.value() == null;
    }

    public UUID key() {
        return EventDecoder.key(raw.key());
    }

    /** Sets the correlation id of the present context to that of this record. */
    public void correlate() {
        Correlation.set(Optional.ofNullable(raw.headers().lastHeader("ce_" + OutgoingEvent.CORRELATION))
                .map(header -> new String(header.value(), UTF_8))
                .filter(Correlation::isValid));
    }

    public <T> IncomingEvent<T> event(Class<T> type) {
        if (isNull()) {
            throw new UnreadableEventException("the record has no value", null);
        }
        var event = EventDecoder.decode(raw.headers(), raw.value(), type);
        return new IncomingEvent<>(key(), event.id(), event.type(), event.time(), event.data());
    }

    public <T> FeedRecord<T> feedRecord(Class<T> type) {
        return new FeedRecord<>(raw.partition(), key(), isNull() ? null : feedEvent(type));
    }

    private <T> FeedEvent<T> feedEvent(Class<T> type) {
        var event = EventDecoder.decode(raw.headers(), raw.value(), type);
        var sequence = event.sequence();
        if (sequence == null || sequence < 1) {
            throw new UnreadableEventException("the event has no sequence, or one below 1", null);
        }
        return new FeedEvent<>(event.type(), sequence, event.data());
    }
}
