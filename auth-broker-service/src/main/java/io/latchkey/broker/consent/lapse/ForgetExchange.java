package io.latchkey.broker.consent.lapse;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.credential.Held;
import io.latchkey.broker.credential.HeldCredentials;
import io.latchkey.broker.revocation.ForgetCredential;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Forgets what the exchange of one authorization brought, unless it was redeemed after all. It holds the connection's
 * lease, so that no completion is under way, and any that died half-way has been finished.
 */
@ApplicationScoped
class ForgetExchange {
    private final HeldCredentials held;
    private final Authorizations authorizations;
    private final Exchanges exchanges;
    private final ForgetCredential forget;
    private final Clock clock;

    ForgetExchange(
            HeldCredentials held,
            Authorizations authorizations,
            Exchanges exchanges,
            ForgetCredential forget,
            Clock clock) {
        this.held = held;
        this.authorizations = authorizations;
        this.exchanges = exchanges;
        this.forget = forget;
        this.clock = clock;
    }

    /** One attempt; fails where it should be tried again. */
    Uni<Void> forget(Authorization due) {
        return held.holding(due.connectionId(), due.tenant(), hand -> endIfLapsed(due.id())
                .chain(authorization -> authorization.isForgettable()
                        ? giveBack(authorization, hand)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Authorization> endIfLapsed(UUID id) {
        var now = clock.instant();
        return Panache.withTransaction(() -> authorizations.locked(id).invoke(locked -> {
            if (locked.statusAt(now) == AuthorizationStatus.EXPIRED) {
                locked.end(AuthorizationStatus.EXPIRED, now);
            }
        }));
    }

    private Uni<Void> giveBack(Authorization authorization, Held hand) {
        return exchanges
                .open(authorization)
                .chain(document -> forget.exchange(
                        hand.row().path(),
                        document,
                        cause(authorization.statusAt(clock.instant())),
                        authorization.forgetAttempts()));
    }

    private static String cause(AuthorizationStatus status) {
        return switch (status) {
            case SUPERSEDED -> "superseded";
            case ACCOUNT_CHANGED -> "refused";
            default -> "unredeemed";
        };
    }
}
