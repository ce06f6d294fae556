package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.connection.ConnectionEvent.Notice;
import io.latchkey.contracts.connection.ConnectionEventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of applying a fact to a connection.
 *
 * @param standing status of the connection afterwards
 * @param events events to publish, in this order
 * @param notice notice in {@code EXPIRING} and {@code NOTICE} events
 * @param newsworthy whether the history records the result in any case; false for routine repetitions
 * @param note additional text for the history; null if there is none
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

    /** Publishes nothing, but is recorded in the history. */
    static Transition noted(ConnectionStatus standing) {
        return new Transition(standing, Effect.APPLIED, List.of(), null, true, null);
    }

    static Transition none(ConnectionStatus standing, Effect effect) {
        return new Transition(standing, effect, List.of(), null, true, null);
    }

    /** Returns a copy with a note for the history. */
    Transition noting(String text) {
        return new Transition(standing, effect, events, notice, newsworthy, text);
    }
}
