package io.latchkey.broker.lease;

import io.latchkey.broker.lease.Lease.SentRefresh;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements on the table of leases. They use only the database's clock, because the clocks of replicas differ. */
@ApplicationScoped
class LeaseTable {
    private static final String DEADLINE = "now() + $3::float8 * interval '1 second'";
    private static final String TAKE = "insert into lease as held (key, owner, deadline, refreshing_version,"
            + " refresh_sent_at) values ($1, $2, " + DEADLINE + ", $4, $5)"
            + " on conflict (key) do update set owner = excluded.owner, deadline = excluded.deadline"
            + " where held.deadline < now() or held.owner = excluded.owner"
            + " returning refreshing_version, refresh_sent_at, now()";
    private static final String RENEW = "update lease set deadline = " + DEADLINE + " where key = $1 and owner = $2";
    private static final String SEND = "update lease set deadline = " + DEADLINE
            + ", refresh_sent_at = case when refreshing_version = $4 then refresh_sent_at else now() end"
            + ", refreshing_version = $4 where key = $1 and owner = $2"
            + " returning refreshing_version, refresh_sent_at, now()";
    private static final String RELEASE = "delete from lease where key = $1 and owner = $2";
    private static final String LAPSE = "update lease set deadline = now() where key = $1 and owner = $2";
    private static final String LAPSED = "select key from lease where refreshing_version is not null"
            + " and deadline < now() order by deadline limit $1";

    private final Pool pool;
    private final LeaseSettings config;

    LeaseTable(Pool pool, LeaseSettings config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * A lease as its owner holds it.
     *
     * @param now by the database's clock
     */
    record Holding(@Nullable SentRefresh unfinished, Instant now) {}

    /** Acquires a lease that no other owner holds; empty if another owner holds it. */
    Uni<Optional<Holding>> take(LeaseKey key, UUID owner, @Nullable SentRefresh unfinished) {
        return held(
                TAKE,
                Tuple.of(
                        key.value(),
                        owner,
                        term(),
                        unfinished == null ? null : unfinished.version(),
                        unfinished == null ? null : unfinished.sentAt().atOffset(ZoneOffset.UTC)));
    }

    /** Renews a lease; false if the owner no longer holds it. */
    Uni<Boolean> renew(LeaseKey key, UUID owner) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(key.value(), owner, term()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Records that a refresh is sent; empty if the owner no longer holds the lease. */
    Uni<Optional<Holding>> send(LeaseKey key, UUID owner, long version) {
        return held(SEND, Tuple.of(key.value(), owner, term(), version));
    }

    Uni<Void> release(LeaseKey key, UUID owner) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(key.value(), owner)).replaceWithVoid();
    }

    /** Ends a lease immediately but keeps its record of an unfinished refresh. */
    Uni<Void> lapse(LeaseKey key, UUID owner) {
        return pool.preparedQuery(LAPSE).execute(Tuple.of(key.value(), owner)).replaceWithVoid();
    }

    /** Expired leases whose holder left a refresh unfinished. */
    Uni<List<LeaseKey>> lapsedInRefresh(int limit) {
        return pool.preparedQuery(LAPSED).execute(Tuple.of(limit)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new LeaseKey(row.getString(0)))
                .toList());
    }

    private double term() {
        return config.term().toMillis() / 1000.0;
    }

    private Uni<Optional<Holding>> held(String statement, Tuple parameters) {
        return pool.preparedQuery(statement).execute(parameters).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .findFirst()
                .map(LeaseTable::held));
    }

    private static Holding held(Row row) {
        var version = row.getLong(0);
        return new Holding(version == null ? null : new SentRefresh(version, instant(row, 1)), instant(row, 2));
    }

    private static Instant instant(Row row, int column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
