package io.latchkey.broker.method;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * What a response was worth. It is held in any case, for it can't be obtained again.
 *
 * @param refusal why it can't be used, so that it must be given back; null if it can
 */
public record Obtained(Grant grant, @Nullable Failure refusal) {
    /** Fails with a {@link ProviderException} if it can't be used. */
    public void requireUsable() {
        if (refusal != null) {
            throw new ProviderException(refusal);
        }
    }
}
