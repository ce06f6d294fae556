package io.latchkey.broker.consent.lapse;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentConfig;
import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.lease.DueWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Finds authorizations that hold what nobody may redeem any more, and those that no browser finished. Each is worked on
 * by itself; a claim moves its due time, so that replicas share the work and a dead replica's share comes back.
 */
@ApplicationScoped
class LapseSweep {
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Authorizations authorizations;
    private final ForgetExchange forget;
    private final ConsentConfig config;
    private final DueWork work;
    private final Clock clock;

    LapseSweep(
            Authorizations authorizations,
            ForgetExchange forget,
            ConsentConfig config,
            Detached detached,
            Clock clock) {
        this.authorizations = authorizations;
        this.forget = forget;
        this.config = config;
        this.work = new DueWork("forgetting an exchange", detached);
        this.clock = clock;
    }

    @Scheduled(every = "${latchkey.connect.sweep-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetExchanges() {
        var now = clock.instant();
        return Panache.withTransaction(() -> authorizations.claimToForget(now, now.plus(CLAIM), work.free()))
                .invoke(due -> due.forEach(this::forget))
                .replaceWithVoid();
    }

    @Scheduled(every = "${latchkey.connect.tidy-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tidy() {
        var now = clock.instant();
        return authorizations
                .expireBy(now)
                .chain(() -> authorizations.removeEndedBy(now.minus(config.keepEnded())))
                .replaceWithVoid();
    }

    private void forget(Authorization due) {
        work.start(
                () -> forget.forget(due),
                () -> authorizations.postponeForgetting(
                        due.id(), clock.instant().plus(pauseAfter(due.forgetAttempts()))));
    }

    private static Duration pauseAfter(int attempts) {
        var pause = Duration.ofSeconds(5).multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
