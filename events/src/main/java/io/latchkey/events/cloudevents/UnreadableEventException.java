package io.latchkey.events.cloudevents;

import org.jspecify.annotations.Nullable;

/**
 * A record that no retry can make readable; its message and its cause's message are written to the dead-letter topic.
 */
public class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
