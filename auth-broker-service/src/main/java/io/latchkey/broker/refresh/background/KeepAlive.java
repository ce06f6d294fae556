package io.latchkey.broker.refresh.background;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.sweep.Sweeps;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.work.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refreshes credentials whose grant would expire because it is not used. A claim moves the due time, so that a failed
 * attempt is repeated; a successful refresh sets the next due time.
 */
@ApplicationScoped
class KeepAlive {
    private final RefreshCredential refresh;
    private final Sweep<CredentialState> sweep;

    KeepAlive(RefreshCredential refresh, KeepAliveSettings config, Sweeps sweeps) {
        this.refresh = refresh;
        this.sweep = sweeps.of(
                "keep-alive refresh of a credential",
                RefreshRecords.IDLE,
                config.againAfter(),
                this::keepAlive,
                (state, failure) -> Uni.createFrom().voidItem());
    }

    @Scheduled(every = "${latchkey.keep-alive.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    /** Ignores failures of the provider, which are already recorded. */
    private Uni<Void> keepAlive(CredentialState state) {
        return refresh.newerThan(state.version(), state)
                .onFailure(ProviderException.class)
                .recoverWithNull()
                .replaceWithVoid();
    }
}
