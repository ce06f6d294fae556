package io.latchkey.events.intake;

import io.latchkey.events.inbox.Inbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A use case that applies each event once. */
@ApplicationScoped
class Notes {
    private final Inbox inbox;

    Notes(Inbox inbox) {
        this.inbox = inbox;
    }

    @WithTransaction
    Uni<Void> write(UUID eventId, String text) {
        return inbox.firstTime(eventId)
                .chain(first -> first
                        ? new Note(eventId, text).persist().replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }
}
