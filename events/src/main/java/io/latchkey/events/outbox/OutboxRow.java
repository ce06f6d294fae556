package io.latchkey.events.outbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the table; {@code data} is JSON. */
record OutboxRow(
        long seq,
        String topic,
        UUID key,
        UUID eventId,
        String type,
        Instant time,
        Map<String, String> extensions,
        @Nullable String data) {
    /** Whether {@code other} must wait until this one is published: itself, and what comes later of its key. */
    boolean holdsUp(OutboxRow other) {
        return other.key.equals(key) && other.seq >= seq;
    }
}
