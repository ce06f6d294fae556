package io.latchkey.broker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.lease.Lease.LeaseLost;
import io.latchkey.edge.problem.Problem;
import io.latchkey.edge.time.Ids;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
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
    @Inject
    Leases leases;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

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
        assertThatThrownBy(() -> Seeds.run(() -> leases.holding(key, lease -> {
                    throw new IllegalStateException("on this line");
                })))
                .hasMessage("on this line");

        assertThat(Seeds.<String>run(
                        () -> leases.holding(key, lease -> Uni.createFrom().item("held"))))
                .isEqualTo("held");
    }

    @Test
    void whoWaitsTooLongIsToldToComeAgain() {
        var release = new CompletableFuture<Void>();
        var entered = new CompletableFuture<Void>();
        var holder = holding(lease -> {
            entered.complete(null);
            return keep(lease, release);
        });
        entered.orTimeout(20, TimeUnit.SECONDS).join();

        var waiting = holding(lease -> Uni.createFrom().voidItem());

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return waiting.isDone();
        });
        assertThatThrownBy(waiting::join).cause().isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                        problem.getStatusCode())
                .isEqualTo(503));
        release.complete(null);
        holder.join();
    }

    @Test
    void whoOutlivesItsDeadlineLosesItToTheNextAndReleasesNothingOfTheirs() {
        var resume = new CompletableFuture<Void>();
        var entered = new CompletableFuture<Void>();
        var late = holding(lease -> {
            entered.complete(null);
            return Detached.join(resume).chain(lease::renew);
        });
        entered.orTimeout(20, TimeUnit.SECONDS).join();
        clock.advance(Duration.ofSeconds(30));

        var next = holding(lease -> {
            resume.complete(null);
            return Detached.join(late.handle((done, failure) -> failure)).chain(lease::renew);
        });

        next.orTimeout(20, TimeUnit.SECONDS).join();
        assertThatThrownBy(late::join).hasCauseInstanceOf(LeaseLost.class);
    }

    @Test
    void aLeaseThatIsRenewedLasts() {
        Seeds.carryOut(() -> leases.holding(key, lease -> {
            clock.advance(Duration.ofSeconds(15));
            return lease.renew()
                    .invoke(() -> clock.advance(Duration.ofSeconds(15)))
                    .chain(lease::renew);
        }));
    }

    private static Uni<Void> keep(Lease lease, CompletableFuture<Void> release) {
        return release.isDone()
                ? Uni.createFrom().voidItem()
                : lease.renew()
                        .chain(() -> Detached.pause(Duration.ofMillis(20)))
                        .chain(() -> keep(lease, release));
    }

    private CompletableFuture<Void> holding(Function<Lease, Uni<Void>> work) {
        return leases.holding(key, work).subscribeAsCompletionStage();
    }
}
