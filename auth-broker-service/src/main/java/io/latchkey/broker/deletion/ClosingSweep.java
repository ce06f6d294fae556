package io.latchkey.broker.deletion;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Deletions;
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

/** Finds closed connections whose deletion is due. */
@ApplicationScoped
class ClosingSweep {
    private final Deletions deletions;
    private final RevocationSettings config;
    private final Clock clock;
    private final Sweep<CredentialState> sweep;

    ClosingSweep(
            Deletions deletions, DestroyClosed destroyClosed, RevocationSettings config, Sweeps sweeps, Clock clock) {
        this.deletions = deletions;
        this.config = config;
        this.clock = clock;
        this.sweep = sweeps.of("deletion", Deletions.DUE, config.claim(), destroyClosed::destroy, this::postpone)
                .takingOrphansAfter(config.claim());
    }

    @Scheduled(every = "${latchkey.revocation.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    private Uni<Void> postpone(CredentialState closed, Throwable failure) {
        var deletion = closed.deletion().orElseThrow();
        var next = config.nextAttempt(deletion.attempts(), failure, deletion.closedAt(), clock.instant());
        return Panache.withTransaction(
                () -> deletions.postpone(closed.connectionId(), next, RevocationRefusedException.count(failure)));
    }
}
