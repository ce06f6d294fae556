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
import java.time.Duration;

/**
 * Resolves refreshes that the provider may have processed, because they got no response or are in doubt. Repeats them
 * within the replay grace. After the access token has expired, gives up those whose refresh token is assumed to be
 * spent. It does so without waiting for a read of the credential.
 */
@ApplicationScoped
class SettleDoubts {
    private static final Duration CLAIM = Duration.ofSeconds(15);

    private final RefreshCredential refresh;
    private final Sweep<CredentialState> sweep;

    SettleDoubts(RefreshCredential refresh, Sweeps sweeps) {
        this.refresh = refresh;
        this.sweep = sweeps.of(
                "repeating a refresh in doubt",
                RefreshRecords.IN_DOUBT,
                CLAIM,
                this::settle,
                (state, failure) -> Uni.createFrom().voidItem());
    }

    @Scheduled(every = "${latchkey.refresh.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }

    /** Ignores failures of the provider, which are already recorded. {@code RefreshGate} decides what is due. */
    private Uni<Void> settle(CredentialState state) {
        return refresh.newerThan(state.version(), state)
                .onFailure(ProviderException.class)
                .recoverWithNull()
                .replaceWithVoid();
    }
}
