package io.latchkey.connection.intake;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.intake.FactIntake;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Consumes the facts of the broker and the verifier from Kafka. */
@Startup
@ApplicationScoped
class FactConsumers {
    private final Function<Message<byte[]>, Uni<Void>> credentialFacts;
    private final Function<Message<byte[]>, Uni<Void>> checkFacts;

    FactConsumers(FactIntake intake, ApplyFact applyFact) {
        credentialFacts =
                intake.subscribe(Topics.CREDENTIAL_FACTS, CredentialFact.class, event -> applyFact.apply(event.data()));
        checkFacts = intake.subscribe(Topics.CHECK_FACTS, CheckFact.class, event -> applyFact.apply(event.data()));
    }

    @Incoming("credential-facts")
    Uni<Void> credential(Message<byte[]> message) {
        return credentialFacts.apply(message);
    }

    @Incoming("check-facts")
    Uni<Void> check(Message<byte[]> message) {
        return checkFacts.apply(message);
    }
}
