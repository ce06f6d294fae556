package io.latchkey.broker.consent.lapse;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentConfig;
import io.latchkey.broker.lease.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds authorizations that hold what nobody may redeem any more, and those that no browser finished. Each is worked on
 * by itself; a claim moves its due time, so that replicas share the work and a dead replica's share comes back.
 */
@ApplicationScoped
class LapseSweep {
    private static final int AT_ONCE = 20;
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Authorizations authorizations;
    private final ForgetExchange forget;
    private final ConsentConfig config;
    private final Detached detached;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();

    LapseSweep(
            Authorizations authorizations,
            ForgetExchange forget,
            ConsentConfig config,
            Detached detached,
            Clock clock) {
        this.authorizations = authorizations;
        this.forget = forget;
        this.config = config;
        this.detached = detached;
        this.clock = clock;
    }

    @Scheduled(every = "${latchkey.connect.sweep-every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetExchanges() {
        var free = AT_ONCE - running.get();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return Panache.withTransaction(() -> authorizations.claimToForget(now, now.plus(CLAIM), free))
                .invoke(due -> due.forEach(this::forget))
                .replaceWithVoid();
    }

    @Scheduled(every = "${latchkey.connect.tidy-every:1m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tidy() {
        var now = clock.instant();
        return authorizations
                .expireBy(now)
                .chain(() -> authorizations.removeEndedBy(now.minus(config.keepEnded())))
                .replaceWithVoid();
    }

    private void forget(Authorization due) {
        running.incrementAndGet();
        detached.start(() -> forget.forget(due)
                        .onFailure()
                        .invoke(failure -> Log.warnf(
                                "exchange is forgotten later authorization=%s cause=%s",
                                due.id(), failure.getMessage()))
                        .onFailure()
                        .recoverWithUni(failure -> authorizations.postponeForgetting(
                                due.id(), clock.instant().plus(pauseAfter(due.forgetAttempts())))))
                .whenComplete((done, failure) -> running.decrementAndGet());
    }

    private static Duration pauseAfter(int attempts) {
        var pause = Duration.ofSeconds(5).multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
