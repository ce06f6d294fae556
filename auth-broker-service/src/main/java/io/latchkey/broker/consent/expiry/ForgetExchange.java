package io.latchkey.broker.consent.expiry;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.revocation.RevocationSettings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Hands the tokens of one authorization's exchange over to be given back, unless they were redeemed after all. It takes
 * the connection's lease, so that no completion is under way, and any that died half-way has been finished. Where the
 * connection's document cannot be read for too long, it goes on without: its row tells which tokens must not be revoked.
 */
@ApplicationScoped
class ForgetExchange {
    private final CredentialLocks locks;
    private final Exchanges exchanges;
    private final RevocationSettings config;
    private final Clock clock;

    ForgetExchange(CredentialLocks locks, Exchanges exchanges, RevocationSettings config, Clock clock) {
        this.locks = locks;
        this.exchanges = exchanges;
        this.config = config;
        this.clock = clock;
    }

    /** One attempt; fails where it should be tried again. */
    Uni<Void> forget(Authorization due) {
        return locks.withAny(due.connection(), () -> handOver(due))
                .onFailure(failure -> config.isTriedLongEnough(due.lapsedAt(), clock.instant()))
                .recoverWithUni(() -> handOver(due));
    }

    private Uni<Void> handOver(Authorization due) {
        return Panache.withTransaction(() -> exchanges.handOverLapsed(due.id()));
    }
}
