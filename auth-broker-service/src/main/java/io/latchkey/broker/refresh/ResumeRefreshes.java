package io.latchkey.broker.refresh;

import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.work.Detached;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Takes over refreshes of replicas that died after they had sent them, whether or not anybody reads the credential: the
 * provider gives the same response once more, if it is asked soon. Taking the lease is the claim, so that replicas share
 * the work.
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

    @Scheduled(every = "${latchkey.lease.take-over-every}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return leases.lapsedInRefresh(AT_ONCE)
                .invoke(found -> found.forEach(this::start))
                .replaceWithVoid();
    }

    private void start(UUID connectionId) {
        var unawaited = detached.start(() -> resume(connectionId));
    }

    /** What the provider says is on record already; what fails otherwise is found again at once. */
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
