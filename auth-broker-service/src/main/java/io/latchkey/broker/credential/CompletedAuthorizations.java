package io.latchkey.broker.credential;

import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.smallrye.mutiny.Uni;

/** Told of each completion in the transaction that records it; the consent flows close theirs with it. */
public interface CompletedAuthorizations {
    /**
     * Ends the authorization as completed, erases the tokens of its exchange, and keeps the fact for callers that
     * complete it again. No error if it is gone.
     */
    Uni<Void> completed(CredentialAuthorized fact);
}
