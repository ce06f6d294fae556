package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.connection.ConnectionEvent.Notice;
import io.latchkey.contracts.connection.ConnectionEventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of applying a fact to a connection.
 *
 * @param status status of the connection afterwards
 * @param events events to publish, in this order
 * @param notice notice in {@code EXPIRING} and {@code NOTICE} events
 * @param newsworthy whether the history records the result in any case; false for routine repetitions
 * @param note additional text for the history; null if there is none
 */
public record Transition(
        ConnectionStatus status,
        Effect effect,
        List<ConnectionEventType> events,
        @Nullable Notice notice,
        boolean newsworthy,
        @Nullable String note) {
    public Transition {
        events = List.copyOf(events);
    }

    static Transition to(ConnectionStatus status, List<ConnectionEventType> events) {
        return new Transition(status, Effect.APPLIED, events, null, !events.isEmpty(), null);
    }

    static Transition to(ConnectionStatus status, ConnectionEventType event) {
        return to(status, List.of(event));
    }

    static Transition warned(ConnectionStatus status, List<ConnectionEventType> events, Notice notice) {
        return new Transition(status, Effect.APPLIED, events, notice, true, null);
    }

    /** Publishes nothing, but is recorded in the history. */
    static Transition noted(ConnectionStatus status) {
        return new Transition(status, Effect.APPLIED, List.of(), null, true, null);
    }

    static Transition none(ConnectionStatus status, Effect effect) {
        return new Transition(status, effect, List.of(), null, true, null);
    }

    /** Returns a copy with a note for the history. */
    Transition noting(String text) {
        return new Transition(status, effect, events, notice, newsworthy, text);
    }
}
