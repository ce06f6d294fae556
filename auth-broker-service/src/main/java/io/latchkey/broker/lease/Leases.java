package io.latchkey.broker.lease;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.work.Detached;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * At most one holder of a key across all replicas: a row with an owner and a deadline, which is extended while the
 * holder works. No database connection is held during the work.
 */
@ApplicationScoped
public class Leases {
    private static final Duration BUSY_RETRY_AFTER = Duration.ofSeconds(2);

    private final LeaseTable table;
    private final LeaseSettings config;
    private final Detached detached;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;

    Leases(LeaseTable table, LeaseSettings config, Detached detached, Vertx vertx, Clock clock, Ids ids) {
        this.table = table;
        this.config = config;
        this.detached = detached;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Runs {@code work} under the lease on {@code key}, on a subscription that no caller cancels. Renews the lease
     * during the work, and releases it when the work ends or fails. Fails with {@link Unavailable} if the lease does
     * not become free in time.
     */
    public <T> Uni<T> withLease(LeaseKey key, Function<Lease, Uni<T>> work) {
        return detached.run(() -> {
            var lease = lease(key);
            return taken(lease, clock.instant().plus(config.patience())).chain(() -> worked(lease, work));
        });
    }

    /** The same, but does nothing if another replica holds the lease. */
    public Uni<Void> withFreeLease(LeaseKey key, Function<Lease, Uni<Void>> work) {
        return detached.run(() -> {
            var lease = lease(key);
            return lease.take()
                    .chain(taken ->
                            taken ? worked(lease, work) : Uni.createFrom().voidItem());
        });
    }

    /** Connections whose lease has expired with an unfinished refresh. */
    public Uni<List<UUID>> lapsedInRefresh(int limit) {
        return table.lapsedInRefresh(limit)
                .map(keys -> keys.stream().map(LeaseKey::connectionId).toList());
    }

    /** The failure for a caller that has waited too long. */
    public static Unavailable busy() {
        return new Unavailable(
                "connection-busy", "Another operation on this connection takes longer than usual.", BUSY_RETRY_AFTER);
    }

    private HeldLease lease(LeaseKey key) {
        return new HeldLease(key, ids.next(), table, vertx, config.term());
    }

    private Uni<Void> taken(HeldLease lease, Instant latest) {
        return lease.take().chain(taken -> taken ? Uni.createFrom().voidItem() : again(lease, latest));
    }

    private Uni<Void> again(HeldLease lease, Instant latest) {
        if (clock.instant().isAfter(latest)) {
            return Uni.createFrom().failure(busy());
        }
        return HeldLease.pause().chain(() -> taken(lease, latest));
    }

    private static <T> Uni<T> worked(HeldLease lease, Function<Lease, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(lease))
                .onTermination()
                .call(lease::release);
    }
}
