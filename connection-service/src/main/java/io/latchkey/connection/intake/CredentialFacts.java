package io.latchkey.connection.intake;

import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.intake.FactIntake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What the broker tells. */
@ApplicationScoped
class CredentialFacts {
    private final FactIntake intake;
    private final ApplyFact applyFact;

    CredentialFacts(FactIntake intake, ApplyFact applyFact) {
        this.intake = intake;
        this.applyFact = applyFact;
    }

    @Incoming("credential-facts")
    Uni<Void> consume(Message<byte[]> message) {
        return intake.consume(message, CredentialFact.class, event -> applyFact.apply(event.data()));
    }
}
