package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.lease.DueWork;
import io.latchkey.broker.remote.ProviderException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Refreshes credentials whose grant would die of idleness, whether or not anybody uses them. A claim moves the time, so
 * that replicas share the work and a failed attempt is repeated; a refresh that succeeds sets the next.
 */
@ApplicationScoped
class KeepAlive {
    private final Credentials credentials;
    private final RefreshCredential refresh;
    private final DueWork work;
    private final KeepAliveConfig config;
    private final Clock clock;

    KeepAlive(
            Credentials credentials,
            RefreshCredential refresh,
            Detached detached,
            KeepAliveConfig config,
            Clock clock) {
        this.credentials = credentials;
        this.refresh = refresh;
        this.work = new DueWork("keeping a credential alive", detached);
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${latchkey.keep-alive.every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var now = clock.instant();
        return Panache.withTransaction(() -> credentials.claimIdle(now, now.plus(config.againAfter()), work.free()))
                .invoke(idle -> idle.forEach(this::keepAlive))
                .replaceWithVoid();
    }

    /** What the provider refuses is on record already. */
    private void keepAlive(CredentialRow row) {
        work.start(
                () -> refresh.newerThan(row.version(), row)
                        .onFailure(ProviderException.class)
                        .recoverWithNull()
                        .replaceWithVoid(),
                Uni.createFrom()::voidItem);
    }
}
