package io.latchkey.broker.upstream.failure;

/**
 * A provider did not do what was requested. The exception contains the meaning of the failure, and nothing that the
 * provider sent.
 */
public class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public ProviderException(Failure failure) {
        super(failure.outcome().code() + " " + failure.detail(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
