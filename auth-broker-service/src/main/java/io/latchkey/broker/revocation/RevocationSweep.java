package io.latchkey.broker.revocation;

import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Finds what is due to be destroyed or given back. Each item runs by itself, so that one dead provider holds up nobody;
 * a claim moves its due time, so that replicas share the work and a dead replica's share comes back.
 */
@ApplicationScoped
class RevocationSweep {
    private static final int AT_ONCE = 20;
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final Credentials credentials;
    private final ReplacedCredentials replaced;
    private final DestroyClosed destroyClosed;
    private final ForgetReplaced forgetReplaced;
    private final RevocationConfig config;
    private final Detached detached;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();

    RevocationSweep(
            Credentials credentials,
            ReplacedCredentials replaced,
            DestroyClosed destroyClosed,
            ForgetReplaced forgetReplaced,
            RevocationConfig config,
            Detached detached,
            Clock clock) {
        this.credentials = credentials;
        this.replaced = replaced;
        this.destroyClosed = destroyClosed;
        this.forgetReplaced = forgetReplaced;
        this.config = config;
        this.detached = detached;
        this.clock = clock;
    }

    @Scheduled(every = "${latchkey.revocation.every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        int free = AT_ONCE - running.get();
        if (free <= 0) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return Panache.withTransaction(() -> credentials.claimClosed(now, now.plus(CLAIM), free))
                .invoke(due -> due.forEach(row -> run(
                        () -> destroyClosed.destroy(row.connectionId()),
                        () -> credentials.postponeClosed(row.connectionId(), next(row.attempts())))))
                .chain(() -> Panache.withTransaction(() -> replaced.claim(now, now.plus(CLAIM), free)))
                .invoke(due -> due.forEach(credential -> run(
                        () -> forgetReplaced.forget(credential),
                        () -> replaced.postpone(credential, next(credential.attempts)))))
                .replaceWithVoid();
    }

    private Instant next(int attempts) {
        return clock.instant().plus(config.pauseAfter(attempts));
    }

    private void run(Supplier<Uni<Void>> work, Supplier<Uni<Void>> postpone) {
        running.incrementAndGet();
        detached.start(() -> work.get()
                        .onFailure()
                        .invoke(failure -> Log.warnf("revocation is tried again cause=%s", failure.getMessage()))
                        .onFailure()
                        .recoverWithUni(failure -> postpone.get()))
                .whenComplete((done, failure) -> running.decrementAndGet());
    }
}
