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
 * @param note what the history says besides; null: nothing
 * @param newsworthy whether it belongs into the history: all but what routine repeats
 */
public record Transition(
        ConnectionStatus standing,
        Effect effect,
        List<ConnectionEventType> events,
        @Nullable Notice notice,
        boolean newsworthy,
        @Nullable String note) {
    public Transition {
        events = List.copyOf(events);
    }

    static Transition to(ConnectionStatus standing, List<ConnectionEventType> events) {
        return new Transition(standing, Effect.APPLIED, events, null, !events.isEmpty(), null);
    }

    static Transition to(ConnectionStatus standing, ConnectionEventType event) {
        return to(standing, List.of(event));
    }

    static Transition warned(ConnectionStatus standing, List<ConnectionEventType> events, Notice notice) {
        return new Transition(standing, Effect.APPLIED, events, notice, true, null);
    }

    /** Changes nothing, but is worth knowing. */
    static Transition noted(ConnectionStatus standing) {
        return new Transition(standing, Effect.APPLIED, List.of(), null, true, null);
    }

    static Transition none(ConnectionStatus standing, Effect effect) {
        return new Transition(standing, effect, List.of(), null, true, null);
    }

    /** The same, with a note for the history. */
    Transition noting(String text) {
        return new Transition(standing, effect, events, notice, newsworthy, text);
    }
}
