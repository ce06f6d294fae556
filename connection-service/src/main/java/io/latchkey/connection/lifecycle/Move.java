package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.connection.ConnectionEvent.Notice;
import io.latchkey.contracts.connection.ConnectionEventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fact makes of a connection.
 *
 * @param standing afterwards
 * @param events to publish, in this order
 * @param notice what {@code EXPIRING} and {@code NOTICE} carry
 * @param newsworthy whether it belongs into the history: all but what routine repeats
 */
public record Move(
        Standing standing,
        Effect effect,
        List<ConnectionEventType> events,
        @Nullable Notice notice,
        boolean newsworthy) {
    public Move {
        events = List.copyOf(events);
    }

    static Move to(Standing standing, List<ConnectionEventType> events) {
        return new Move(standing, Effect.APPLIED, events, null, !events.isEmpty());
    }

    static Move to(Standing standing, ConnectionEventType event) {
        return to(standing, List.of(event));
    }

    static Move warned(Standing standing, List<ConnectionEventType> events, Notice notice) {
        return new Move(standing, Effect.APPLIED, events, notice, true);
    }

    /** Changes nothing, but is worth knowing. */
    static Move noted(Standing standing) {
        return new Move(standing, Effect.APPLIED, List.of(), null, true);
    }

    static Move none(Standing standing, Effect effect) {
        return new Move(standing, effect, List.of(), null, true);
    }
}
