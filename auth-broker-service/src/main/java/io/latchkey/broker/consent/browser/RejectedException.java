package io.latchkey.broker.consent.browser;

/** A step failed for a known cause. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(rejection.name(), null, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
