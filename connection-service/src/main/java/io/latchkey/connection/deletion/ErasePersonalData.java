package io.latchkey.connection.deletion;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Erases the personal data of connections that were deleted long enough ago. The remaining data (ids, tenant, provider,
 * states, permissions, the result of the revocation) identifies no person. Replicas run it in parallel, each on its own
 * connections. This is not a {@code Sweep}: a batch is erased in the transaction that finds it, so there is nothing to
 * claim or to postpone.
 */
@ApplicationScoped
class ErasePersonalData {
    private static final int BATCH = 200;

    /** Locks the rows of the connections. These locks order all changes, so no fact is applied during the erasure. */
    static final String DUE = """
            select c.id from connection_status s join connection c on c.id = s.id
            where s.state = 'DELETED' and s.erased_at is null and s.since <= :latest
            order by s.since limit :limit for update of c skip locked
            """;

    /**
     * Serializes replicas that erase connections of the same owner, so that the last one deletes the counter. This is a
     * separate statement so that the deletion that follows sees what the previous replica has committed.
     */
    static final String LOCK_COUNTERS = """
            select 1 from default_name d join connection c
            on d.tenant = c.tenant and d.owner = c.owner and d.provider_id = c.provider_id
            where c.id in (:ids)
            order by d.tenant, d.owner, d.provider_id for update of d
            """;

    /** Deletes the owner's counter for default names together with the owner's last connection to the provider. */
    static final String COUNTERS = """
            delete from default_name d using connection c
            where c.id in (:ids) and d.tenant = c.tenant and d.owner = c.owner and d.provider_id = c.provider_id
            and not exists (
                select 1 from connection other
                where other.tenant = c.tenant and other.owner = c.owner and other.provider_id = c.provider_id
                and other.id not in (:ids))
            """;

    static final String KEYS = "delete from idempotency where connection_id in (:ids)";

    static final String ACTORS =
            "update history set actor = null where connection_id in (:ids) and actor <> 'latchkey'";

    static final String OWNERS =
            "update connection set owner = null, name = null, return_url = null where id in (:ids)";

    static final String ACCOUNTS =
            "update connection_status set owner = null, account_id = null, account_label = null, parameters = '{}', erased_at = :now"
                    + " where id in (:ids)";

    private final ErasureSettings config;
    private final Clock clock;

    ErasePersonalData(ErasureSettings config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "personal-data",
            every = "${latchkey.deleted.sweep-interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = clock.instant();
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> erase(now)))
                .repeat()
                .whilst(erased -> erased == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> erase(Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery(DUE, UUID.class)
                .setParameter("latest", now.minus(config.personalDataRetention()))
                .setParameter("limit", BATCH)
                .getResultList()
                .call(ids -> ids.isEmpty() ? Uni.createFrom().voidItem() : erase(session, ids, now))
                .map(List::size));
    }

    private static Uni<Void> erase(Mutiny.Session session, List<UUID> ids, Instant now) {
        return session.createNativeQuery(LOCK_COUNTERS, Integer.class)
                .setParameter("ids", ids)
                .getResultList()
                .chain(() -> change(session, COUNTERS, ids))
                .chain(() -> change(session, KEYS, ids))
                .chain(() -> change(session, ACTORS, ids))
                .chain(() -> change(session, OWNERS, ids))
                .chain(() -> session.createNativeQuery(ACCOUNTS)
                        .setParameter("ids", ids)
                        .setParameter("now", now)
                        .executeUpdate())
                .invoke(erased -> Log.infof("personal data of deleted connections erased count=%d", erased))
                .replaceWithVoid();
    }

    private static Uni<Integer> change(Mutiny.Session session, String statement, List<UUID> ids) {
        return session.createNativeQuery(statement).setParameter("ids", ids).executeUpdate();
    }
}
