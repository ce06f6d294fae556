package io.latchkey.broker.consent.expiry;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.revocation.RevocationSettings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Queues the credential that one authorization holds for revocation, unless it was redeemed. It takes the
 * connection's lease, so that no completion is in progress and any completion that crashed has been finished. If the
 * connection's document stays unreadable for too long, it continues without the lease: the connection's row shows which
 * tokens must not be revoked.
 */
@ApplicationScoped
class ForgetHeldCredential {
    private final CredentialLocks locks;
    private final HeldCredentials heldCredentials;
    private final RevocationSettings config;
    private final Clock clock;

    ForgetHeldCredential(
            CredentialLocks locks, HeldCredentials heldCredentials, RevocationSettings config, Clock clock) {
        this.locks = locks;
        this.heldCredentials = heldCredentials;
        this.config = config;
        this.clock = clock;
    }

    /** Makes one attempt. Fails if it should be repeated. */
    Uni<Void> forget(Authorization due) {
        return locks.withAny(due.connection(), () -> handOver(due))
                .onFailure(failure -> config.isTriedLongEnough(due.lapsedAt(), clock.instant()))
                .recoverWithUni(() -> handOver(due));
    }

    private Uni<Void> handOver(Authorization due) {
        return Panache.withTransaction(() -> heldCredentials.handOverLapsed(due.id()));
    }
}
