package io.latchkey.broker.method;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Account;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The grant that resulted from a response. It is held even if it cannot be used, because it cannot be obtained again.
 *
 * @param account the account, if the response names it; otherwise {@link AuthMethod#identify} may find it
 * @param refusal why the grant cannot be used and must be revoked; null if it can be used
 * @param parameters values of connection parameters that the response names, by their ids
 */
public record Obtained(
        Grant grant, @Nullable Account account, @Nullable Failure refusal, Map<String, String> parameters) {
    /** A response that names no parameters. */
    public Obtained(Grant grant, @Nullable Account account, @Nullable Failure refusal) {
        this(grant, account, refusal, Map.of());
    }

    /** Fails with a {@link ProviderException} if the grant cannot be used. */
    public void requireUsable() {
        if (refusal != null) {
            throw new ProviderException(refusal);
        }
    }
}
