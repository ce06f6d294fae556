package io.latchkey.events.inbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Remembers which events were applied, in the transaction that applies them: for {@link InboxSettings#keep}, which is
 * longer than Kafka keeps a duplicate, or without limit.
 */
@ApplicationScoped
public class Inbox {
    /** Weeks have no unique index in common, so a lock takes its place. */
    private static final String LOCK = "select 1 from pg_advisory_xact_lock(hashtextextended(:id, 0))";

    private static final String INSERT = "insert into inbox (event_id)"
            + " select cast(:id as uuid) where not exists (select from inbox where event_id = cast(:id as uuid))";
    private static final String INSERT_FOR_EVER =
            "insert into clock_inbox (event_id) values (:id) on conflict do nothing";

    private final InboxPartitions partitions;

    Inbox(InboxPartitions partitions) {
        this.partitions = partitions;
    }

    @PostConstruct
    void keepPartitions() {
        partitions.keep();
    }

    /**
     * Whether {@code eventId} has not been seen before; from then on it has, if the current transaction commits. Of two
     * transactions at once the second waits for the first.
     */
    public Uni<Boolean> firstTime(UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter("id", eventId.toString())
                        .getSingleResult()
                        .chain(() -> session.createNativeQuery(INSERT)
                                .setParameter("id", eventId.toString())
                                .executeUpdate()))
                .map(inserted -> inserted == 1);
    }

    /**
     * As {@link #firstTime}, for facts that may be repeated after any time: they only depend on time, and keep their
     * id.
     */
    public Uni<Boolean> firstTimeEver(UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT_FOR_EVER)
                        .setParameter("id", eventId)
                        .executeUpdate())
                .map(inserted -> inserted == 1);
    }
}
