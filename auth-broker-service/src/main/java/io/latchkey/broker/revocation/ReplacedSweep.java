package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.lease.DueWork;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds replaced credentials that are due. */
@ApplicationScoped
class ReplacedSweep {
    private final ReplacedCredentials replaced;
    private final ForgetReplaced forgetReplaced;
    private final RevocationConfig config;
    private final DueWork work;
    private final Clock clock;

    ReplacedSweep(
            ReplacedCredentials replaced,
            ForgetReplaced forgetReplaced,
            RevocationConfig config,
            Detached detached,
            Clock clock) {
        this.replaced = replaced;
        this.forgetReplaced = forgetReplaced;
        this.config = config;
        this.work = new DueWork("giving back a replaced credential", detached);
        this.clock = clock;
    }

    @Scheduled(every = "${latchkey.revocation.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = clock.instant();
        return Panache.withTransaction(() -> replaced.claim(now, now.plus(config.claim()), work.free()))
                .invoke(due -> due.forEach(this::forget))
                .replaceWithVoid();
    }

    private void forget(ReplacedCredential credential) {
        work.start(
                () -> forgetReplaced.forget(credential),
                () -> replaced.postpone(credential, clock.instant().plus(config.pauseAfter(credential.attempts))));
    }
}
