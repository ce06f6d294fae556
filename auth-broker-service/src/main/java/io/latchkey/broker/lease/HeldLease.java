package io.latchkey.broker.lease;

import io.latchkey.work.Detached;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A lease and its renewal: every third of the term, sooner after a failed renewal, until the lease ends or is lost. */
final class HeldLease implements Lease {
    private static final int MIN_PAUSE_MILLIS = 25;
    private static final int MAX_PAUSE_MILLIS = 100;

    private final LeaseKey key;
    private final UUID owner;
    private final LeaseTable table;
    private final Vertx vertx;
    private final Duration renewAfter;
    private volatile @Nullable SentRefresh unfinished;
    private volatile boolean lost;
    private volatile boolean ended;
    private volatile long timer = -1;

    HeldLease(LeaseKey key, UUID owner, LeaseTable table, Vertx vertx, Duration term) {
        this.key = key;
        this.owner = owner;
        this.table = table;
        this.vertx = vertx;
        this.renewAfter = term.dividedBy(3);
    }

    /** Makes one attempt to acquire the lease; false if another holder has it. */
    Uni<Boolean> take() {
        return table.take(key, owner, unfinished).map(held -> {
            held.ifPresent(this::begin);
            return held.isPresent();
        });
    }

    private void begin(LeaseTable.Holding held) {
        unfinished = held.unfinished();
        lost = false;
        renewIn(renewAfter);
    }

    /** Waits between two attempts. */
    static Uni<Void> pause() {
        return Detached.pause(
                Duration.ofMillis(ThreadLocalRandom.current().nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS)));
    }

    @Override
    public Uni<Void> regain() {
        return lost ? taken() : Uni.createFrom().voidItem();
    }

    private Uni<Void> taken() {
        return Uni.createFrom()
                .deferred(() -> take().call(taken -> taken ? Uni.createFrom().voidItem() : pause()))
                .repeat()
                .whilst(taken -> !taken)
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Override
    public Uni<Instant> refreshSent(long version) {
        return table.send(key, owner, version).map(held -> {
            unfinished = held.orElseThrow(Leases::busy).unfinished();
            return held.get().now();
        });
    }

    @Override
    public void refreshEnded() {
        unfinished = null;
    }

    @Override
    public Optional<SentRefresh> unfinishedRefresh() {
        return Optional.ofNullable(unfinished);
    }

    /** Ends the renewal and makes the lease free. If that fails, the lease ends at its deadline. */
    Uni<Void> release() {
        ended = true;
        vertx.cancelTimer(timer);
        return (unfinished == null ? table.release(key, owner) : table.lapse(key, owner))
                .onFailure()
                .invoke(failure -> Log.warnf("lease not released, it expires at its deadline key=%s", key.value()))
                .onFailure()
                .recoverWithNull();
    }

    private void renewIn(Duration delay) {
        if (!ended) {
            timer = vertx.setTimer(delay.toMillis(), id -> renew());
        }
    }

    private void renew() {
        var unawaited = table.renew(key, owner)
                .ifNoItem()
                .after(renewAfter)
                .fail()
                .subscribe()
                .with(this::renewed, failure -> renewIn(renewAfter.dividedBy(3)));
    }

    private void renewed(boolean held) {
        if (held) {
            renewIn(renewAfter);
        } else if (!ended) {
            lost = true;
            Log.warnf("lease lost key=%s", key.value());
        }
    }
}
