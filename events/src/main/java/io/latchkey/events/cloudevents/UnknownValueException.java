package io.latchkey.events.cloudevents;

/**
 * A record with a type or a value that this release does not know, and a newer one may: it is replayed after an
 * upgrade.
 */
public final class UnknownValueException extends UnreadableEventException {
    private static final long serialVersionUID = 1L;

    UnknownValueException(Throwable cause) {
        super("the event has a type or a value that this release does not support", cause);
    }
}
