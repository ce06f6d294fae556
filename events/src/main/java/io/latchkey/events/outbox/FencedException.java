package io.latchkey.events.outbox;

/** Another replica has run the relay since this one last sent; the lock decides which replica runs it next. */
final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(Throwable cause) {
        super("another replica runs the relay", cause);
    }
}
