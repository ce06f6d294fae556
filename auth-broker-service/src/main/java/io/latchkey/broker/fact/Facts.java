package io.latchkey.broker.fact;

import io.latchkey.contracts.credential.CredentialFact;
import io.smallrye.mutiny.Uni;

/** What the broker learned of credentials, told to the other services. */
public interface Facts {
    /** Told if and when the current transaction commits. */
    Uni<Void> publish(CredentialFact fact);
}
