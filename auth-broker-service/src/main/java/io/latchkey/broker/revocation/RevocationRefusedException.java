package io.latchkey.broker.revocation;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;

/** A provider permanently refused a revocation. Only these failures count towards the limit of refusals. */
public final class RevocationRefusedException extends ProviderException {
    private static final long serialVersionUID = 1;

    RevocationRefusedException(Failure failure) {
        super(failure);
    }

    /** Returns 1 if {@code failure} is a refusal, else 0. */
    public static int count(Throwable failure) {
        return failure instanceof RevocationRefusedException ? 1 : 0;
    }
}
