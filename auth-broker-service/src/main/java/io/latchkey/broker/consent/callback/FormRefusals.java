package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.revocation.Cause;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What follows when a form is not accepted: the person is asked again, until the provider has refused five times. */
@ApplicationScoped
class FormRefusals {
    private static final int MOST = 5;

    private final Authorizations authorizations;
    private final Exchanges exchanges;

    FormRefusals(Authorizations authorizations, Exchanges exchanges) {
        this.authorizations = authorizations;
        this.exchanges = exchanges;
    }

    /** Nothing was sent to the provider, so it does not count. */
    CallbackResult malformed(AuthMethod method, Refusal refusal) {
        var label = method.form().orElseThrow().label(refusal.detail());
        return CallbackResult.askedAgain(
                FormNotice.malformed(label, method.provider().name()));
    }

    /** A provider that gives no verdict has refused nothing. */
    Uni<CallbackResult> refused(Authorization authorization, AuthMethod method, Failure failure) {
        Log.infof(
                "entered credential not accepted provider=%s outcome=%s detail=%s",
                method.provider().id(), failure.outcome().code(), failure.detail());
        var name = method.provider().name();
        if (failure.outcome() == Outcome.TRANSIENT || failure.outcome() == Outcome.THROTTLED) {
            return Uni.createFrom().item(CallbackResult.askedAgain(FormNotice.unreachable(name)));
        }
        return Panache.withTransaction(() -> authorizations
                .refuse(authorization.id(), authorization.flow())
                .chain(refusals -> refusals < MOST
                        ? Uni.createFrom().item(CallbackResult.askedAgain(FormNotice.refused(name)))
                        : authorizations.requireLocked(authorization.id()).chain(this::ended)));
    }

    private Uni<CallbackResult> ended(Authorization locked) {
        var status = AuthorizationStatus.PROVIDER_ERROR;
        return exchanges
                .end(locked, status, Cause.UNREDEEMED)
                .replaceWith(() ->
                        CallbackResult.explained(Rejection.REFUSED_TOO_OFTEN, ReturnAddress.ended(locked, status)));
    }
}
