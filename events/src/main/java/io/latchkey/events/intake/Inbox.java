package io.latchkey.events.intake;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Remembers for ever which events were applied, in the transaction that applies them. */
@ApplicationScoped
public class Inbox {
    private static final String INSERT = "insert into inbox (event_id) values (:id) on conflict do nothing";

    /**
     * Whether {@code eventId} has not been seen before; from then on it has, if the current transaction commits. Of two
     * transactions at once the second waits for the first.
     */
    public Uni<Boolean> firstTime(UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", eventId)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }
}
