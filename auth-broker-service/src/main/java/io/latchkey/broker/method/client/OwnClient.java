package io.latchkey.broker.method.client;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.smallrye.mutiny.Uni;

/** Interprets refusals of a client or a key that belongs to the user: what is the operator's fault elsewhere is not here. */
public final class OwnClient {
    private static final String UNAUTHORIZED = "http_401";

    private OwnClient() {}

    /** The same request, whose failures are those of a client that belongs to the user. */
    public static <T> Uni<T> blaming(Uni<T> request) {
        return request.onFailure(ProviderException.class)
                .transform(failure -> new ProviderException(blamed(((ProviderException) failure).failure())));
    }

    /** The same for a request with the client of {@code document}, if the user has entered that client. */
    public static <T> Uni<T> blaming(CredentialDocument document, Uni<T> request) {
        return document.hasOwnClient() ? blaming(request) : request;
    }

    /**
     * A code such as {@code invalid_client} is final: the user has deleted the client or replaced its secret. A 401
     * without a code is only a suspicion, as at an API. A provider without the grant is the fault of the catalog.
     */
    public static Failure blamed(Failure failure) {
        if (!failure.refusesOwnClient()) {
            return failure;
        }
        return failure.detail().equals(UNAUTHORIZED)
                ? new Failure(Outcome.SUSPECT, null, UNAUTHORIZED, failure.httpStatus(), failure.retryAfter())
                : new Failure(Outcome.PERMANENT, Reason.REFUSED, failure.detail(), failure.httpStatus(), null);
    }
}
