package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Refusals;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** Handles a form that is not accepted: the person is asked again, until the provider has refused too often. */
@ApplicationScoped
class FormRefusals {
    private static final int NOT_FOUND = 404;

    private final Refusals refusals;

    FormRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Does not count as a refusal, because nothing was sent to the provider. */
    CallbackResult malformed(AuthMethod method, Refusal refusal) {
        var label = method.form().orElseThrow().label(refusal.detail());
        return CallbackResult.askedAgain(
                refusal.kind() == Refusal.Kind.COLON
                        ? FormNotice.colon(label)
                        : FormNotice.malformed(label, method.provider().name()));
    }

    /** Counts a failure as a refusal only if it shows that the provider does not accept the credential itself. */
    Uni<CallbackResult> refused(Authorization authorization, AuthMethod method, Failure failure) {
        Log.infof(
                "submitted credential refused provider=%s outcome=%s detail=%s",
                method.provider().id(), failure.outcome().code(), failure.detail());
        return saysNothingOfIt(method.provider().name(), failure)
                .map(notice -> Uni.createFrom().item(CallbackResult.askedAgain(notice)))
                .orElseGet(() -> counted(authorization, method.provider().name()));
    }

    private static Optional<FormNotice> saysNothingOfIt(String provider, Failure failure) {
        if (CatalogFault.ADDRESS_NOT_ALLOWED.is(failure)) {
            return Optional.of(FormNotice.notCalled(provider));
        }
        return switch (failure.outcome()) {
            case SUSPECT, PERMANENT -> Optional.empty();
            case TRANSIENT, THROTTLED -> Optional.of(FormNotice.unreachable(provider));
            case INSUFFICIENT -> Optional.of(FormNotice.forbidden(provider));
            case LIMITED ->
                Optional.of(
                        isMissing(failure)
                                ? FormNotice.unexpected(provider, NOT_FOUND)
                                : FormNotice.forbidden(provider));
            default ->
                isSuccess(failure)
                        ? Optional.empty()
                        : Optional.of(FormNotice.unexpected(provider, failure.httpStatus()));
        };
    }

    /** Whether the provider does not have, or no longer has, the endpoint that the catalog names. */
    private static boolean isMissing(Failure failure) {
        return Objects.equals(failure.httpStatus(), NOT_FOUND);
    }

    /** Providers that send a success status with every response report a refusal in the body. */
    private static boolean isSuccess(Failure failure) {
        var status = failure.httpStatus();
        return status != null && status >= 200 && status < 300;
    }

    private Uni<CallbackResult> counted(Authorization authorization, String provider) {
        return refusals.ofValues(authorization)
                .map(mayTryAgain -> mayTryAgain
                        ? CallbackResult.askedAgain(FormNotice.refused(provider))
                        : CallbackResult.ended(authorization, AuthorizationFailure.REFUSED_TOO_OFTEN));
    }
}
