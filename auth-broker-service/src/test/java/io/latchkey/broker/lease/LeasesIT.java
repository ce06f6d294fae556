package io.latchkey.broker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.lease.Lease.SentRefresh;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.work.Detached;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class LeasesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Somewhat more than a third of the term. */
    private static final Duration RENEWAL = Duration.ofMillis(3500);

    @Inject
    Leases leases;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    @Inject
    Pool pool;

    private LeaseKey key;

    @BeforeEach
    void aKeyOfItsOwn() {
        key = LeaseKey.connection(ids.next());
    }

    @AfterEach
    void putRight() {
        clock.reset();
    }

    @Test
    void oneHoldsItAtATime() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();

        var work = IntStream.range(0, 10)
                .mapToObj(i -> holding(lease -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    return Detached.pause(Duration.ofMillis(20)).invoke(inside::decrementAndGet);
                }))
                .toList();
        work.forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
    }

    @Test
    void itIsReleasedWhateverComes() {
        assertThatThrownBy(() -> Seeds.run(() -> leases.withLease(key, lease -> {
                    throw new IllegalStateException("on this line");
                })))
                .hasMessage("on this line");

        assertThat(Seeds.<String>run(
                        () -> leases.withLease(key, lease -> Uni.createFrom().item("held"))))
                .isEqualTo("held");
    }

    @Test
    void whoWaitsTooLongIsToldToComeAgainHoweverFarItsClockIsAhead() {
        var release = new CompletableFuture<Void>();
        var holder = entered(lease -> Detached.join(release));

        var waiting = holding(lease -> Uni.createFrom().voidItem());

        await().atMost(SOON).until(() -> {
            clock.advance(Duration.ofSeconds(5));
            return waiting.isDone();
        });
        assertThatThrownBy(waiting::join).cause().isInstanceOf(Unavailable.class);
        release.complete(null);
        holder.join();
    }

    @Test
    void itIsRenewedWhileTheWorkRuns() {
        var release = new CompletableFuture<Void>();
        var holder = entered(lease -> Detached.join(release));
        var deadline = deadline();

        await().atMost(SOON).untilAsserted(() -> assertThat(deadline()).isAfter(deadline));

        release.complete(null);
        holder.join();
    }

    @Test
    void whoOutlivesItsDeadlineLosesItToTheNextAndTakesItAnewAfterwards() {
        var resume = new CompletableFuture<Void>();
        var regained = new CompletableFuture<UUID>();
        var late = entered(lease -> Detached.join(resume)
                .chain(lease::regain)
                .chain(() -> this.<UUID>column("owner"))
                .invoke(regained::complete)
                .replaceWithVoid());
        var first = Seeds.run(() -> this.<UUID>column("owner"));
        var release = new CompletableFuture<Void>();
        lapse();
        var next = entered(lease -> Detached.join(release));

        await().pollDelay(RENEWAL).until(() -> resume.complete(null));
        assertThat(regained).isNotDone();
        release.complete(null);

        next.join();
        late.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(regained).isCompletedWithValue(first);
    }

    @Test
    void aRefreshThatHasNotEndedIsLeftToTheNext() {
        var sentAt = Seeds.run(() -> leases.withLease(key, lease -> lease.refreshSent(7)));

        var left = Seeds.run(() -> leases.withLease(key, lease -> lease.refreshSent(7)
                .map(again -> lease.unfinishedRefresh().orElseThrow())
                .invoke(lease::refreshEnded)));
        var afterwards =
                Seeds.run(() -> leases.withLease(key, lease -> Uni.createFrom().item(lease.unfinishedRefresh())));

        assertThat(left).isEqualTo(new SentRefresh(7, sentAt));
        assertThat(afterwards).isEmpty();
    }

    private CompletableFuture<Void> entered(Function<Lease, Uni<Void>> work) {
        var entered = new CompletableFuture<Void>();
        var holder = holding(lease -> {
            entered.complete(null);
            return work.apply(lease);
        });
        entered.orTimeout(20, TimeUnit.SECONDS).join();
        return holder;
    }

    private CompletableFuture<Void> holding(Function<Lease, Uni<Void>> work) {
        return leases.withLease(key, work).subscribeAsCompletionStage();
    }

    private void lapse() {
        Seeds.carryOut(
                () -> pool.preparedQuery("update lease set deadline = now() - interval '1 second' where key = $1")
                        .execute(Tuple.of(key.value())));
    }

    private OffsetDateTime deadline() {
        return Seeds.run(() -> this.<OffsetDateTime>column("deadline"));
    }

    private <T> Uni<T> column(String name) {
        return pool.preparedQuery("select " + name + " from lease where key = $1")
                .execute(Tuple.of(key.value()))
                .map(rows -> column(rows.iterator().next()));
    }

    @SuppressWarnings("unchecked")
    private static <T> T column(Row row) {
        return (T) row.getValue(0);
    }
}
