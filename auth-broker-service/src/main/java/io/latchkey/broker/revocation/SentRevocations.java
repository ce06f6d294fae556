package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.LeaseKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The revocations of the last hour. A revocation may revoke more than the tokens that it names, so an exchange checks
 * here whether it must test the tokens that it received in the meantime.
 */
@ApplicationScoped
class SentRevocations {
    private static final Duration KEPT = Duration.ofHours(1);

    /** Maximum duration of a revocation plus maximum clock difference between two replicas. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final String NOTE = """
            insert into sent_revocation (lease_key, grant_key, sent_at) values (:lease, :grant, :now)
            on conflict (lease_key) do update set sent_at = excluded.sent_at""";
    private static final String TIDY = "delete from sent_revocation where sent_at < :before";
    private static final String SINCE =
            "select lease_key from sent_revocation where grant_key = any(:grants) and sent_at >= :since";

    private final Clock clock;

    SentRevocations(Clock clock) {
        this.clock = clock;
    }

    /**
     * Records a revocation of {@code grant} that is about to be sent under {@code lease}, in the current transaction.
     */
    Uni<Void> note(LeaseKey grant, LeaseKey lease) {
        var now = clock.instant();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TIDY)
                        .setParameter("before", now.minus(KEPT))
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(NOTE)
                                .setParameter("lease", lease.value())
                                .setParameter("grant", grant.value())
                                .setParameter("now", now)
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /**
     * Returns the leases of revocations of these grants that may have reached the provider after {@code instant}, in
     * the current session.
     */
    Uni<List<LeaseKey>> since(Instant instant, LeaseKey... grants) {
        var keys = List.of(grants).stream().map(LeaseKey::value).toArray(String[]::new);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SINCE, String.class)
                        .setParameter("grants", keys)
                        .setParameter("since", instant.minus(MARGIN))
                        .getResultList())
                .map(found -> found.stream().map(LeaseKey::new).toList());
    }
}
