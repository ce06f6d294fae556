package io.latchkey.broker.revocation.pending;

import io.latchkey.broker.revocation.RevocationRefusedException;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.sweep.Sweeps;
import io.latchkey.work.sweep.Sweep;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds credentials whose revocation is due. */
@ApplicationScoped
class RevocationSweep {
    private final PendingRevocationRows rows;
    private final RevocationSettings config;
    private final Clock clock;
    private final Sweep<PendingRevocation> sweep;

    RevocationSweep(
            PendingRevocationRows rows,
            RevokePending revokePending,
            RevocationSettings config,
            Sweeps sweeps,
            Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.sweep = sweeps.of(
                        "revocation", PendingRevocationRows.DUE, config.claim(), revokePending::revoke, this::postpone)
                .takingOrphansAfter(config.claim());
    }

    @Scheduled(every = "${latchkey.revocation.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    private Uni<Void> postpone(PendingRevocation pending, Throwable failure) {
        var next = config.nextAttempt(pending.attempts(), failure, pending.keptAt(), clock.instant());
        return Panache.withTransaction(
                () -> rows.postpone(pending.id(), next, RevocationRefusedException.count(failure)));
    }
}
