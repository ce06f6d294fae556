package io.latchkey.events.outbox;

/** Another replica has become the relay since this one last sent; whether this one is again, the lock will tell. */
final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(Throwable cause) {
        super("another replica runs the relay", cause);
    }
}
