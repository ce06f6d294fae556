package io.latchkey.broker.consent.connect;

/** A person entered values for parameters that are not acceptable. The page shows them again. */
final class ParametersRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient EnteredParameters entered;

    ParametersRefused(EnteredParameters entered) {
        super("parameters refused", null, false, false);
        this.entered = entered;
    }

    EnteredParameters entered() {
        return entered;
    }
}
