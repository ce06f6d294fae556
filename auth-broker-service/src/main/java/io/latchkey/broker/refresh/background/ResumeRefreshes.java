package io.latchkey.broker.refresh.background;

import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.work.Detached;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Repeats refreshes of replicas that crashed after they sent them, without waiting for a read of the credential: the
 * provider returns the same token response again for a short time. A replica claims the work by acquiring the lease, so
 * that replicas share the work.
 */
@ApplicationScoped
class ResumeRefreshes {
    private static final int AT_ONCE = 20;

    private final Leases leases;
    private final RefreshCredential refresh;
    private final Detached detached;

    ResumeRefreshes(Leases leases, RefreshCredential refresh, Detached detached) {
        this.leases = leases;
        this.refresh = refresh;
        this.detached = detached;
    }

    @Scheduled(every = "${latchkey.lease.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return leases.lapsedInRefresh(AT_ONCE)
                .invoke(found -> found.forEach(this::start))
                .replaceWithVoid();
    }

    private void start(UUID connectionId) {
        var unawaited = detached.start(() -> resume(connectionId));
    }

    /**
     * Ignores failures: those of the provider are already recorded, and after any other the next run finds the refresh
     * again.
     */
    private Uni<Void> resume(UUID connectionId) {
        return refresh.resume(connectionId)
                .onFailure(ProviderException.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> Log.debugf(
                        "interrupted refresh not taken over yet connection=%s cause=%s",
                        connectionId, failure.getMessage()));
    }
}
