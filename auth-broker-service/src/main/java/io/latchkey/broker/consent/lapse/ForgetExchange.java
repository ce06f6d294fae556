package io.latchkey.broker.consent.lapse;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.credential.HeldCredentials;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Hands what the exchange of one authorization brought over to be given back, unless it was redeemed after all. It takes
 * the connection's lease, so that no completion is under way, and any that died half-way has been finished.
 */
@ApplicationScoped
class ForgetExchange {
    private final HeldCredentials held;
    private final Exchanges exchanges;

    ForgetExchange(HeldCredentials held, Exchanges exchanges) {
        this.held = held;
        this.exchanges = exchanges;
    }

    /** One attempt; fails where it should be tried again. */
    Uni<Void> forget(Authorization due) {
        return held.caughtUp(
                due.connectionId(),
                due.tenant(),
                () -> Panache.withTransaction(() -> exchanges.handOverLapsed(due.id())));
    }
}
