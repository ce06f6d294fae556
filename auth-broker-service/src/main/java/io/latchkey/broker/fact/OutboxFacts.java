package io.latchkey.broker.fact;

import io.latchkey.contracts.Topics;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes facts through the outbox. */
@ApplicationScoped
class OutboxFacts implements CredentialFacts {
    private final Outbox outbox;

    OutboxFacts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> publish(CredentialFact fact) {
        return outbox.add(OutgoingEvent.of(Topics.CREDENTIAL_FACTS, fact));
    }
}
