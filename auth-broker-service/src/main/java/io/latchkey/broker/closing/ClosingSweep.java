package io.latchkey.broker.closing;

import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.lease.DueWork;
import io.latchkey.broker.revocation.RevocationConfig;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Finds closed connections that are due. A claim moves their due time, so that replicas share the work and a dead
 * replica's share comes back.
 */
@ApplicationScoped
class ClosingSweep {
    private final Credentials credentials;
    private final DestroyClosed destroyClosed;
    private final RevocationConfig config;
    private final DueWork work;
    private final Clock clock;

    ClosingSweep(
            Credentials credentials,
            DestroyClosed destroyClosed,
            RevocationConfig config,
            Detached detached,
            Clock clock) {
        this.credentials = credentials;
        this.destroyClosed = destroyClosed;
        this.config = config;
        this.work = new DueWork("deletion", detached);
        this.clock = clock;
    }

    @Scheduled(every = "${latchkey.revocation.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = clock.instant();
        return Panache.withTransaction(() -> credentials.claimClosed(now, now.plus(config.claim()), work.free()))
                .invoke(due -> due.forEach(this::destroy))
                .replaceWithVoid();
    }

    private void destroy(CredentialRow row) {
        work.start(
                () -> destroyClosed.destroy(row.connectionId()),
                () -> credentials.postponeClosed(
                        row.connectionId(), clock.instant().plus(config.pauseAfter(row.attempts()))));
    }
}
