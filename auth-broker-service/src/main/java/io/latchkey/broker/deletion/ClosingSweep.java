package io.latchkey.broker.deletion;

import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.Sweeps;
import io.latchkey.broker.revocation.RevocationRefusedException;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.work.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Finds closed connections whose deletion is due. */
@ApplicationScoped
class ClosingSweep {
    private final Credentials credentials;
    private final RevocationSettings config;
    private final Clock clock;
    private final Sweep<CredentialRow> sweep;

    ClosingSweep(
            Credentials credentials,
            DestroyClosed destroyClosed,
            RevocationSettings config,
            Sweeps sweeps,
            Clock clock) {
        this.credentials = credentials;
        this.config = config;
        this.clock = clock;
        this.sweep = sweeps.of(
                        "deletion",
                        Credentials.CLOSED,
                        config.claim(),
                        row -> destroyClosed.destroy(row.connectionId()),
                        this::postpone)
                .takingOrphansAfter(config.giveUpAfter());
    }

    @Scheduled(every = "${latchkey.revocation.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    private Uni<Void> postpone(CredentialRow row, Throwable failure) {
        return credentials.postponeClosed(
                row.connectionId(),
                config.nextAttempt(row.attempts(), failure, row.closedAt(), clock.instant()),
                RevocationRefusedException.count(failure));
    }
}
