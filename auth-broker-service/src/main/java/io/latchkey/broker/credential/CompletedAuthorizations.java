package io.latchkey.broker.credential;

import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.smallrye.mutiny.Uni;

/** Port to the consent flows. The transaction that records a completion calls it to end the authorization as well. */
public interface CompletedAuthorizations {
    /**
     * Ends the authorization as completed, erases the tokens of its exchange, and keeps the fact for repeated
     * completion requests. Does nothing if the authorization no longer exists.
     */
    Uni<Void> completed(CredentialAuthorized fact);
}
