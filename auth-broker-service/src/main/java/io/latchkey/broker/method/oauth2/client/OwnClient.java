package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;

/** Interprets refusals of a client or a key that belongs to the user: what is the operator's fault elsewhere is not here. */
public final class OwnClient {
    private static final String UNAUTHORIZED = "http_401";

    private OwnClient() {}

    /**
     * A code such as {@code invalid_client} is final: the user has deleted the client or replaced its secret. A 401
     * without a code is only a suspicion, as at an API. A provider without the grant is the fault of the catalog.
     */
    public static ProviderException blamed(ProviderException refusal) {
        var failure = refusal.failure();
        if (!failure.refusesOwnClient()) {
            return refusal;
        }
        return new ProviderException(
                failure.detail().equals(UNAUTHORIZED)
                        ? new Failure(Outcome.SUSPECT, null, UNAUTHORIZED, failure.httpStatus(), failure.retryAfter())
                        : new Failure(Outcome.PERMANENT, Reason.REFUSED, failure.detail(), failure.httpStatus(), null));
    }
}
