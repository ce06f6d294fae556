package io.latchkey.connection.intake;

import io.latchkey.contracts.check.CheckFact;
import io.latchkey.events.intake.FactIntake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What the verifier tells. */
@ApplicationScoped
class CheckFacts {
    private final FactIntake intake;
    private final ApplyFact applyFact;

    CheckFacts(FactIntake intake, ApplyFact applyFact) {
        this.intake = intake;
        this.applyFact = applyFact;
    }

    @Incoming("check-facts")
    Uni<Void> consume(Message<byte[]> message) {
        return intake.consume(message, CheckFact.class, event -> applyFact.apply(event.data()));
    }
}
