package io.latchkey.verifier.schedule;

/**
 * The queries that claim rows. Both find candidates without locks and claim them in one statement. They skip rows that
 * another transaction is changing, and check under the row lock whether a row has been claimed in the meantime. Only
 * the database's clock measures how long a claim lasts, because the clocks of replicas differ.
 */
final class ClaimQueries {
    private static final String UNCLAIMED = "(claimed_until is null or claimed_until <= now())";

    /**
     * Selects due checks, most overdue first, and of each provider at most as many as it has free places. If a notice
     * or the end is due too, it is published first, and an ended grant needs no check. Each partition and provider
     * takes one short index scan, which reads neither a provider's backlog nor rows that are not due.
     */
    private static final String CHECKS = """
            with recursive held as (
                select followed.feed_partition,
                    (select min(provider) from schedule s
                        where s.feed_partition = followed.feed_partition and s.due_at is not null) as provider
                from unnest(cast(:partitions as int[])) as followed (feed_partition)
              union all
                select held.feed_partition,
                    (select min(provider) from schedule s
                        where s.feed_partition = held.feed_partition and s.provider > held.provider
                        and s.due_at is not null)
                from held where held.provider is not null
            ), candidates as (
                select due.connection_id, due.due_at, held.provider,
                    row_number() over (partition by held.provider order by due.due_at) as place
                from held cross join lateral (
                    select s.connection_id, s.due_at from schedule s
                    where s.feed_partition = held.feed_partition and s.provider = held.provider and s.due_at <= :now
                        and (s.clock_due_at is null or s.clock_due_at > :now) and %1$s
                    order by s.due_at limit :per_provider) due
                where held.provider is not null
            )
            select candidates.connection_id
            from candidates left join unnest(cast(:busy as text[]), cast(:taken as int[])) as busy (provider, taken)
                using (provider)
            where place <= :per_provider - coalesce(busy.taken, 0)
            order by candidates.due_at limit :free""".formatted(UNCLAIMED);

    private static final String CLOCK = """
            select due.connection_id
            from unnest(cast(:partitions as int[])) as followed (feed_partition) cross join lateral (
                select s.connection_id, s.clock_due_at from schedule s
                where s.feed_partition = followed.feed_partition and s.clock_due_at <= :now and %1$s
                order by s.clock_due_at limit :free) due
            order by due.clock_due_at limit :free""".formatted(UNCLAIMED);

    static final String CLAIM_CHECKS = claim(CHECKS, "due_at");
    static final String CLAIM_CLOCK = claim(CLOCK, "clock_due_at");

    private ClaimQueries() {}

    private static String claim(String candidates, String due) {
        return """
                update schedule set claimed_by = :owner, claimed_until = now() + cast(:lease as float8) * interval '1 second'
                where connection_id in (
                    select connection_id from schedule
                    where connection_id in (%1$s) and %2$s <= :now and %3$s for update skip locked)
                returning *""".formatted(candidates, due, UNCLAIMED);
    }
}
