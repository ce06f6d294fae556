package io.latchkey.broker.method.oauth2.jwt;

/** An entered value is not a key of the kind that the catalog defines. It has no cause, because a cause could quote it. */
final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableKeyException() {
        super("not a key for the algorithm", null, false, false);
    }
}
