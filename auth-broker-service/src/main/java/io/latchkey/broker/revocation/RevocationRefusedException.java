package io.latchkey.broker.revocation;

import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;

/** A provider refused a revocation, and would refuse it again. Only these failures count towards a final refusal. */
public final class RevocationRefusedException extends ProviderException {
    private static final long serialVersionUID = 1;

    RevocationRefusedException(Failure failure) {
        super(failure);
    }

    /** How many refusals {@code failure} is. */
    public static int count(Throwable failure) {
        return failure instanceof RevocationRefusedException ? 1 : 0;
    }
}
