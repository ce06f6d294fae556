package io.latchkey.events.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.latchkey.events.EventJson;
import io.latchkey.events.OutgoingEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads Kafka records that {@link EventEncoder} or any other CloudEvents producer made. */
public final class EventDecoder {
    /** The CloudEvents attributes and the data of one record. */
    public record Decoded<T>(
            UUID id, String type, Instant time, @Nullable Long sequence, T data) {}

    private EventDecoder() {}

    /**
     * {@link UnreadableEventException} if the record is no such event or lacks something that {@code type} requires.
     */
    public static <T> Decoded<T> decode(Headers headers, byte[] value, Class<T> type) {
        try {
            var event = KafkaMessageFactory.createReader(headers, value).toEvent();
            if (event.getTime() == null) {
                throw new UnreadableEventException("the event has no time", null);
            }
            RequiredFields.check("/time", event.getTime().toInstant());
            return new Decoded<>(
                    UUID.fromString(event.getId()),
                    event.getType(),
                    event.getTime().toInstant(),
                    sequence(event),
                    data(event, type));
        } catch (UnreadableEventException e) {
            throw e;
        } catch (InvalidTypeIdException e) {
            throw new UnknownValueException(e);
        } catch (InvalidFormatException e) {
            throw e.getTargetType().isEnum() ? new UnknownValueException(e) : noEvent(e);
        } catch (IOException | RuntimeException e) {
            // A decoder is a pure function of the record, so it fails at every attempt.
            throw noEvent(e);
        }
    }

    private static UnreadableEventException noEvent(Exception cause) {
        return new UnreadableEventException("the record is not a Latchkey event", cause);
    }

    /** The connection's id; {@link UnreadableEventException} if the key is none. */
    public static UUID key(byte @Nullable [] key) {
        if (key == null) {
            throw new UnreadableEventException("the record has no key", null);
        }
        try {
            return UUID.fromString(new String(key, UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("the key is not a connection id", e);
        }
    }

    private static <T> T data(CloudEvent event, Class<T> type) throws IOException {
        var json = event.getData();
        var data = json == null ? null : EventJson.read(json.toBytes(), type);
        if (data == null) {
            throw new UnreadableEventException("the event has no data", null);
        }
        RequiredFields.check(data);
        return data;
    }

    private static @Nullable Long sequence(CloudEvent event) {
        var sequence = event.getExtension(OutgoingEvent.SEQUENCE);
        return sequence == null ? null : Long.valueOf(sequence.toString());
    }
}
