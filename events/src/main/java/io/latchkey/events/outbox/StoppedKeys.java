package io.latchkey.events.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Keys with a record that was refused: they rest for a while, then are tried again, so that no record overtakes
 * another.
 */
final class StoppedKeys {
    private static final Duration REST = Duration.ofMinutes(1);

    private final Map<UUID, Instant> until = new HashMap<>();

    void stop(UUID key, Instant now) {
        until.put(key, now.plus(REST));
    }

    /** The keys that rest at {@code now}; the others are forgotten. */
    Set<UUID> at(Instant now) {
        until.values().removeIf(end -> !end.isAfter(now));
        return Set.copyOf(until.keySet());
    }

    int count() {
        return until.size();
    }
}
