package io.latchkey.broker.fact;

import io.latchkey.contracts.credential.CredentialFact;
import io.smallrye.mutiny.Uni;

/** Publishes the broker's facts about credentials to the other services. */
public interface CredentialFacts {
    /** Publishes the fact if and when the current transaction commits. */
    Uni<Void> publish(CredentialFact fact);
}
