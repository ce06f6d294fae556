package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.Sweep;
import io.latchkey.broker.lease.Sweeps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds replaced credentials that are due. */
@ApplicationScoped
class ReplacedSweep {
    private final ReplacedCredentials replaced;
    private final RevocationConfig config;
    private final Clock clock;
    private final Sweep<ReplacedCredential> sweep;

    ReplacedSweep(
            ReplacedCredentials replaced,
            ForgetReplaced forgetReplaced,
            RevocationConfig config,
            Sweeps sweeps,
            Clock clock) {
        this.replaced = replaced;
        this.config = config;
        this.clock = clock;
        this.sweep = sweeps.of(
                        "giving back a replaced credential",
                        ReplacedCredentials.DUE,
                        config.claim(),
                        forgetReplaced::forget,
                        this::postpone)
                .takingOrphansAfter(config.giveUpAfter());
    }

    @Scheduled(every = "${latchkey.revocation.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    private Uni<Void> postpone(ReplacedCredential credential, Throwable failure) {
        return replaced.postpone(credential, clock.instant().plus(config.pauseAfter(credential.attempts)));
    }
}
