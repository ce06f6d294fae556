package io.latchkey.broker.lease;

import io.latchkey.edge.problem.Problem;
import io.latchkey.edge.time.Ids;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * At most one holder a key over all replicas: a row with an owner and a deadline. No database connection is held while
 * the holder works.
 */
@ApplicationScoped
public class Leases {
    private static final Duration BUSY_RETRY_AFTER = Duration.ofSeconds(2);
    private static final int MIN_PAUSE_MILLIS = 25;
    private static final int MAX_PAUSE_MILLIS = 100;
    private static final String TAKE = """
            insert into lease (key, owner, deadline) values ($1, $2, $3)
            on conflict (key) do update set owner = excluded.owner, deadline = excluded.deadline
            where lease.deadline < $4""";
    private static final String RENEW = "update lease set deadline = $3 where key = $1 and owner = $2";
    private static final String RELEASE = "delete from lease where key = $1 and owner = $2";

    private final Pool pool;
    private final Clock clock;
    private final Ids ids;
    private final LeaseConfig config;
    private final Detached detached;

    Leases(Pool pool, Clock clock, Ids ids, LeaseConfig config, Detached detached) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
        this.config = config;
        this.detached = detached;
    }

    /**
     * Works under the lease on {@code key}, on a subscription of the broker's own, and releases it whatever comes. A
     * 503 problem if somebody else holds it for too long.
     */
    public <T> Uni<T> holding(LeaseKey key, Function<Lease, Uni<T>> work) {
        return detached.run(() -> {
            var held = new HeldLease(key, ids.next());
            return acquire(held, clock.instant().plus(config.patience())).chain(() -> Uni.createFrom()
                    .deferred(() -> work.apply(held))
                    .onTermination()
                    .call(() -> release(held)));
        });
    }

    /** The answer to who has waited for too long. */
    public static Problem busy() {
        return Problem.of(503, "connection-busy", "Service unavailable")
                .detail("Other work on the same connection takes longer than usual.")
                .remedy("Try again after the time that the header Retry-After gives.")
                .retryAfter(BUSY_RETRY_AFTER);
    }

    private Uni<Void> acquire(HeldLease lease, Instant latest) {
        var now = clock.instant();
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(lease.key.value(), lease.owner, utc(now.plus(config.term())), utc(now)))
                .chain(rows -> rows.rowCount() == 1 ? Uni.createFrom().voidItem() : again(lease, latest));
    }

    private Uni<Void> again(HeldLease lease, Instant latest) {
        if (clock.instant().isAfter(latest)) {
            return Uni.createFrom().failure(busy());
        }
        var pause = ThreadLocalRandom.current().nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS);
        return Detached.pause(Duration.ofMillis(pause)).chain(() -> acquire(lease, latest));
    }

    private Uni<Void> release(HeldLease lease) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(lease.key.value(), lease.owner))
                .onFailure()
                .invoke(failure -> Log.warnf("lease is left to its deadline key=%s", lease.key.value()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private final class HeldLease implements Lease {
        private final LeaseKey key;
        private final UUID owner;

        HeldLease(LeaseKey key, UUID owner) {
            this.key = key;
            this.owner = owner;
        }

        @Override
        public Uni<Void> renew() {
            return pool.preparedQuery(RENEW)
                    .execute(Tuple.of(key.value(), owner, utc(clock.instant().plus(config.term()))))
                    .invoke(rows -> {
                        if (rows.rowCount() == 0) {
                            throw new LeaseLost();
                        }
                    })
                    .replaceWithVoid();
        }
    }
}
