package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ClientPageUrl;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.work.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Repeats the first response for a browser that fetches its callback again (a reload, a restored tab, a double
 * request). It sends no request to the provider and changes nothing.
 */
@ApplicationScoped
class RepeatCallback {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LOOKS = 20;

    private final Authorizations authorizations;
    private final ClientPageUrl clientPage;
    private final Clock clock;

    RepeatCallback(Authorizations authorizations, ClientPageUrl clientPage, Clock clock) {
        this.authorizations = authorizations;
        this.clientPage = clientPage;
        this.clock = clock;
    }

    /** Waits for a limited time for an exchange in progress. Fails with a {@link RejectedException}. */
    Uni<CallbackResult> again(Authorization taken, Arrival arrival, String binding) {
        if (!taken.flow().wasAnsweredBy(arrival.fingerprint(binding))) {
            return Uni.createFrom().failure(new RejectedException(Rejection.REPLAYED));
        }
        return settled(taken, LOOKS).map(authorization -> result(authorization, binding));
    }

    private Uni<Authorization> settled(Authorization authorization, int looks) {
        if (!authorization.isExchangingAt(clock.instant())) {
            return Uni.createFrom().item(authorization);
        }
        if (looks == 0) {
            return Uni.createFrom().failure(new RejectedException(Rejection.IN_PROGRESS));
        }
        return Detached.pause(PAUSE)
                .chain(() -> Panache.withSession(() -> authorizations.again(authorization)))
                .chain(found -> settled(found, looks - 1));
    }

    /** The redirect to the page on which the person enters a client. */
    CallbackResult clientAwaited(Authorization authorization) {
        return CallbackResult.sentBack(clientPage.of(authorization));
    }

    private CallbackResult result(Authorization authorization, String binding) {
        var now = clock.instant();
        return authorization.awaitsClient() && !authorization.statusAt(now).ended()
                ? clientAwaited(authorization)
                : CallbackResult.of(authorization, now, binding);
    }
}
