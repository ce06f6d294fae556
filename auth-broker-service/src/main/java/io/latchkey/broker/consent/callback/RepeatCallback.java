package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Refusal;
import io.latchkey.contracts.credential.AuthorizationStatus;
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
    private final Methods methods;
    private final Clock clock;

    RepeatCallback(Authorizations authorizations, Methods methods, Clock clock) {
        this.authorizations = authorizations;
        this.methods = methods;
        this.clock = clock;
    }

    /** Waits for a limited time for an exchange in progress. Fails with a {@link RejectedException}. */
    Uni<CallbackResult> again(Authorization taken, Arrival arrival, String binding) {
        if (!taken.flow().wasAnsweredBy(arrival.fingerprint(binding))) {
            return Uni.createFrom().failure(new RejectedException(Rejection.REPLAYED));
        }
        return settled(taken, LOOKS).map(authorization -> result(authorization, arrival, binding));
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

    private CallbackResult result(Authorization authorization, Arrival arrival, String binding) {
        var status = authorization.statusAt(clock.instant());
        return switch (status) {
            case CONSENTED ->
                CallbackResult.sentBack(ReturnAddress.consented(authorization, authorization.codeFor(binding)));
            case CREATED, STARTED -> CallbackResult.refused(Rejection.STATE_EXPIRED);
            case ACCOUNT_CHANGED ->
                CallbackResult.explained(Rejection.ACCOUNT_CHANGED, ReturnAddress.ended(authorization, status));
            case PROVIDER_ERROR -> providerError(authorization, arrival);
            default -> CallbackResult.sentBack(ReturnAddress.ended(authorization, status));
        };
    }

    private CallbackResult providerError(Authorization authorization, Arrival arrival) {
        var back = ReturnAddress.ended(authorization, AuthorizationStatus.PROVIDER_ERROR);
        var request = authorization.request();
        return methods.find(request.provider(), request.method())
                        .flatMap(method -> method.refusal(arrival.response()))
                        .filter(refusal -> refusal.kind() == Refusal.Kind.WRONG_SENDER)
                        .isPresent()
                ? CallbackResult.explained(Rejection.WRONG_ISSUER, back)
                : CallbackResult.sentBack(back);
    }
}
