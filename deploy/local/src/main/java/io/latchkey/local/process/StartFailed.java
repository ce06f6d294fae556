package io.latchkey.local.process;

/** The stack, or a part of it, cannot start. The message is one line for the user, with the remedy. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }

    public StartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
