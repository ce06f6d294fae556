package io.latchkey.connection.intake;

import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.intake.FactIntake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What the broker and the verifier tell over Kafka. */
@ApplicationScoped
class Facts {
    private final FactIntake intake;
    private final ApplyFact applyFact;

    Facts(FactIntake intake, ApplyFact applyFact) {
        this.intake = intake;
        this.applyFact = applyFact;
    }

    @Incoming("credential-facts")
    Uni<Void> credential(Message<byte[]> message) {
        return intake.consume(message, CredentialFact.class, event -> applyFact.apply(event.data()));
    }

    @Incoming("check-facts")
    Uni<Void> check(Message<byte[]> message) {
        return intake.consume(message, CheckFact.class, event -> applyFact.apply(event.data()));
    }
}
