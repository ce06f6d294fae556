package io.latchkey.verifier.schedule;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Distinguishes a provider that refuses one grant from a provider with an incident, which refuses many.
 *
 * <p>While a connection is suspect, an incident is open if other connections of its provider are suspect too, and the
 * provider has accepted no more than that number of others since the suspicion began. {@link #ENOUGH} other suspects
 * are an incident regardless of how many are accepted, because so many grants are not withdrawn individually. Checks
 * can be rare. The first suspicion of a provider therefore causes a few of its other connections to be checked soon.
 *
 * <p>No statement reads more than a fixed number of rows, regardless of how many connections a provider has. Each
 * statement follows the order of an index, so PostgreSQL need not read the index to its end.
 */
@ApplicationScoped
class Incidents {
    private static final int ENOUGH = 300;
    private static final int WITNESSES = 3;

    static final String SUSPECT_OTHERS = """
            select count(*) from (
                select 1 from schedule
                where provider = :provider and suspect_since is not null and connection_id <> :id
                    and state in ('ACTIVE', 'EXPIRING')
                order by suspect_since limit :enough) suspect""";

    static final String ACCEPTED_OTHERS = """
            select count(*) from (
                select 1 from schedule
                where provider = :provider and last_check_at >= :since and connection_id <> :id
                    and failures = 0 and suspect_since is null and state in ('ACTIVE', 'EXPIRING')
                order by last_check_at limit :enough) accepted""";

    /**
     * Selects the witnesses among the hundred connections that were accepted last. If all of these are due soon anyway,
     * no witness is needed. The common table expressions are materialized, because PostgreSQL otherwise runs a
     * {@code limit} with {@code for update} again for each row of a join.
     */
    static final String CALL_WITNESSES = """
            with accepted as materialized (
                select connection_id, last_check_at from schedule
                where provider = :provider and last_check_at is not null and connection_id <> :id
                    and failures = 0 and suspect_since is null and state in ('ACTIVE', 'EXPIRING')
                order by last_check_at desc limit 100
            ), witness as materialized (
                select s.connection_id from accepted join schedule s using (connection_id)
                where s.due_at > :soon and s.claimed_by is null
                order by accepted.last_check_at desc limit :witnesses for update of s skip locked
            )
            update schedule set check_at = :soon, due_at = :soon
            where connection_id in (select connection_id from witness)
                and not exists (
                    select 1 from schedule suspect
                    where suspect.provider = :provider and suspect.suspect_since is not null
                        and suspect.connection_id <> :id and suspect.state in ('ACTIVE', 'EXPIRING'))""";

    /**
     * Whether the provider's refusals since {@code since} belong to an incident. Uses the session that the caller has
     * open.
     */
    Uni<Boolean> isOpen(String provider, UUID connectionId, Instant since) {
        return Panache.getSession().chain(session -> session.createNativeQuery(SUSPECT_OTHERS, Long.class)
                .setParameter("provider", provider)
                .setParameter("id", connectionId)
                .setParameter("enough", ENOUGH)
                .getSingleResult()
                .chain(suspect -> suspect == 0 || suspect == ENOUGH
                        ? Uni.createFrom().item(suspect == ENOUGH)
                        : session.createNativeQuery(ACCEPTED_OTHERS, Long.class)
                                .setParameter("provider", provider)
                                .setParameter("id", connectionId)
                                .setParameter("since", since)
                                .setParameter("enough", suspect + 1)
                                .getSingleResult()
                                .map(accepted -> accepted <= suspect)));
    }

    /**
     * Schedules checks of a few other connections of the provider for {@code soon}, in the transaction that the caller
     * has open.
     */
    Uni<Void> callWitnesses(ScheduleEntry suspect, Instant soon) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CALL_WITNESSES)
                        .setParameter("soon", soon)
                        .setParameter("provider", suspect.provider)
                        .setParameter("id", suspect.connectionId)
                        .setParameter("witnesses", WITNESSES)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
