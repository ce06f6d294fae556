package io.latchkey.events;

import io.latchkey.contracts.Fact;
import io.latchkey.work.Correlation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be published.
 *
 * @param key the connection's id; records of one key keep their order
 * @param eventId the CloudEvents {@code id}; consumers drop a second copy by it
 * @param type the CloudEvents {@code type}
 * @param extensions further CloudEvents attributes, for example {@link #SEQUENCE}
 * @param data what becomes the JSON body; null for a null record, which carries no attributes on the wire
 */
public record OutgoingEvent(
        String topic,
        UUID key,
        UUID eventId,
        String type,
        Instant time,
        Map<String, String> extensions,
        @Nullable Object data) {
    /** The CloudEvents extension that orders the events of one connection. */
    public static final String SEQUENCE = "sequence";

    /** The CloudEvents extension with the {@link Correlation} id of the request or event that caused this one. */
    public static final String CORRELATION = "correlationid";

    private static final String TOMBSTONE = "tombstone";

    public OutgoingEvent {
        extensions = Map.copyOf(extensions);
    }

    /** The extensions, and the correlation id of the present context if it has one. */
    public Map<String, String> correlatedExtensions() {
        var all = new HashMap<>(extensions);
        Correlation.current().ifPresent(id -> all.put(CORRELATION, id));
        return all;
    }

    /** {@code fact}, under its own id and type. */
    public static OutgoingEvent of(String topic, Fact fact) {
        return new OutgoingEvent(
                topic, fact.connectionId(), fact.factId(), fact.type(), fact.observedAt(), Map.of(), fact);
    }

    /** The null record that allows compaction to remove {@code key}; {@code id} only prevents a duplicate. */
    public static OutgoingEvent tombstone(String topic, UUID key, UUID id, Instant time) {
        return new OutgoingEvent(topic, key, id, TOMBSTONE, time, Map.of(), null);
    }
}
