package io.latchkey.broker.consent;

import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a link can be opened. */
public final class LinkRule {
    private LinkRule() {}

    public static Authorization requireOpen(Optional<Authorization> found, Instant now) {
        var authorization = found.orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
        if (authorization.opensAt(now)) {
            return authorization;
        }
        throw new RejectedException(
                switch (authorization.statusAt(now)) {
                    case EXPIRED, STARTED -> Rejection.LINK_EXPIRED;
                    case SUPERSEDED -> Rejection.SUPERSEDED;
                    default -> Rejection.LINK_USED;
                });
    }
}
