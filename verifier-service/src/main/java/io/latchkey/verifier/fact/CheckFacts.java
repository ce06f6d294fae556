package io.latchkey.verifier.fact;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.contracts.Topics;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.check.CheckFact.GrantExpired;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.events.OutgoingEvent;
import io.latchkey.events.publish.FactPublisher;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;

/**
 * Publishes facts. Each {@link Uni} completes when Kafka has acknowledged the fact, and fails if Kafka does not
 * acknowledge it in time.
 */
@ApplicationScoped
public class CheckFacts {
    private final FactPublisher publisher;

    CheckFacts(FactPublisher publisher) {
        this.publisher = publisher;
    }

    /** Publishes a notice. If the same notice is published again, it has the same id. */
    public Uni<Void> publishNotice(Grant grant, Notice notice, Instant now) {
        var end = Objects.requireNonNull(grant.expiresAt(), "the grant has no end");
        var id = Ids.named("notice", grant.connectionId(), grant.generation(), end, notice.lead());
        return publish(
                new NoticeDue(id, grant.connectionId(), grant.tenant(), grant.generation(), now, end, notice.lead()));
    }

    /** Publishes the end of the grant. If the same end is published again, it has the same id. */
    public Uni<Void> publishEnd(Grant grant, Instant now) {
        var end = Objects.requireNonNull(grant.expiresAt(), "the grant has no end");
        var id = Ids.named("end", grant.connectionId(), grant.generation(), end);
        return publish(new GrantExpired(id, grant.connectionId(), grant.tenant(), grant.generation(), now, end));
    }

    public Uni<Void> publish(CheckFact fact) {
        return publisher.publish(OutgoingEvent.of(Topics.CHECK_FACTS, fact));
    }
}
