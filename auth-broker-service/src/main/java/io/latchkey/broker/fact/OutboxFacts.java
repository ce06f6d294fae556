package io.latchkey.broker.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.latchkey.contracts.Topics;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Facts leave through the outbox. Their CloudEvents type is their name in the contract. */
@ApplicationScoped
class OutboxFacts implements Facts {
    private static final Map<Class<?>, String> TYPES = Arrays.stream(
                    CredentialFact.class.getAnnotation(JsonSubTypes.class).value())
            .collect(Collectors.toMap(JsonSubTypes.Type::value, type -> "io.latchkey." + type.name() + ".v1"));

    private final Outbox outbox;

    OutboxFacts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> tell(CredentialFact fact) {
        return outbox.add(new OutgoingEvent(
                Topics.CREDENTIAL_FACTS,
                fact.connectionId(),
                fact.factId(),
                TYPES.get(fact.getClass()),
                fact.observedAt(),
                Map.of(),
                fact));
    }
}
