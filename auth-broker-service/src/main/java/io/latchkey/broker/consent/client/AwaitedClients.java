package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.LinkRule;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.OwnClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides for which authorization a browser may enter a client. Each refusal is a {@link RejectedException}. */
@ApplicationScoped
class AwaitedClients {
    private final Methods methods;
    private final Clock clock;

    AwaitedClients(Methods methods, Clock clock) {
        this.methods = methods;
        this.clock = clock;
    }

    /** An authorization whose user enters the client, with the values of parameters from its flow. */
    record Awaited(Authorization authorization, AuthMethod method, OwnClients clients) {
        String provider() {
            return method.provider().name();
        }
    }

    /**
     * Only the browser that pressed <em>Continue</em> may enter a client. It may enter another one while the person has
     * not consented.
     *
     * @param binding the browser's binding secret for the authorization; null: it has none
     */
    Awaited require(Optional<Authorization> found, @Nullable String binding) {
        var now = clock.instant();
        var authorization = LinkRule.requireOpen(found, now);
        if (!authorization.hasFlow() || !authorization.flow().isBoundTo(binding)) {
            throw new RejectedException(Rejection.OTHER_BROWSER);
        }
        if (authorization.isExchangingAt(now)) {
            throw new RejectedException(Rejection.IN_PROGRESS);
        }
        return awaited(authorization);
    }

    private Awaited awaited(Authorization authorization) {
        var request = authorization.request();
        return Optional.of(request)
                .filter(wanted -> wanted.ownClient())
                .flatMap(wanted -> methods.find(
                        wanted.provider(), wanted.method(), authorization.flow().parameters()))
                .flatMap(method -> method.ownClients().map(clients -> new Awaited(authorization, method, clients)))
                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
    }
}
