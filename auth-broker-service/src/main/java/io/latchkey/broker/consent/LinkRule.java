package io.latchkey.broker.consent;

import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.contracts.credential.AuthorizationStatus;
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
        var waiting = authorization.statusAt(now) == AuthorizationStatus.EXPIRED
                || authorization.statusAt(now) == AuthorizationStatus.STARTED;
        throw new RejectedException(waiting ? Rejection.LINK_EXPIRED : Rejection.LINK_USED);
    }
}
