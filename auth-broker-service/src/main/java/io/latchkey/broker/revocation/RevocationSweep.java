package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.Sweeps;
import io.latchkey.work.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds credentials whose revocation is due. */
@ApplicationScoped
class RevocationSweep {
    private final PendingRevocations pendingRevocations;
    private final RevocationSettings config;
    private final Clock clock;
    private final Sweep<PendingRevocation> sweep;

    RevocationSweep(
            PendingRevocations pendingRevocations,
            RevokePending revokePending,
            RevocationSettings config,
            Sweeps sweeps,
            Clock clock) {
        this.pendingRevocations = pendingRevocations;
        this.config = config;
        this.clock = clock;
        this.sweep = sweeps.of(
                        "revocation", PendingRevocations.DUE, config.claim(), revokePending::revoke, this::postpone)
                .takingOrphansAfter(config.giveUpAfter());
    }

    @Scheduled(every = "${latchkey.revocation.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    private Uni<Void> postpone(PendingRevocation pending, Throwable failure) {
        return pendingRevocations.postpone(
                pending,
                config.nextAttempt(pending.attempts, failure, pending.keptAt, clock.instant()),
                RevocationRefusedException.count(failure));
    }
}
