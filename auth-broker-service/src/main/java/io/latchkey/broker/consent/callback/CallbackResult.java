package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.browser.BrowserPages;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the browser receives.
 *
 * @param rejection shown as a page; null if the browser is redirected without a page, or the form is shown again
 * @param target where the browser is redirected, or the target of the page's button; null if there is none
 * @param notice why the form is shown again; null if it is not
 */
public record CallbackResult(
        @Nullable Rejection rejection,
        @Nullable URI target,
        @Nullable FormNotice notice) {
    private static final Map<AuthorizationFailure, Rejection> EXPLAINED = Map.of(
            AuthorizationFailure.WRONG_ISSUER, Rejection.WRONG_ISSUER,
            AuthorizationFailure.REFUSED_TOO_OFTEN, Rejection.REFUSED_TOO_OFTEN,
            AuthorizationFailure.ACCOUNT_CHANGED, Rejection.ACCOUNT_CHANGED);

    /** The result of a flow whose response was processed before {@code now}, for the browser with this binding. */
    public static CallbackResult of(Authorization authorization, Instant now, String binding) {
        var status = authorization.statusAt(now);
        return switch (status) {
            case CONSENTED -> sentBack(ReturnAddress.consented(authorization, authorization.codeFor(binding)));
            case CREATED, STARTED -> refused(Rejection.STATE_EXPIRED);
            default ->
                authorization
                        .failureAt(now)
                        .map(why -> ended(authorization, why))
                        .orElseGet(() -> sentBack(ReturnAddress.ended(authorization, status)));
        };
    }

    /** Redirects the browser: to the caller's {@code returnUrl}, which carries the result, or to another page. */
    public static CallbackResult sentBack(URI target) {
        return new CallbackResult(null, target, null);
    }

    /**
     * The result of an authorization that ended without success: a redirect to the caller, or a page whose button leads
     * there if only the page can tell the person what to correct.
     */
    static CallbackResult ended(Authorization authorization, AuthorizationFailure why) {
        var target = ReturnAddress.ended(authorization, why.status());
        return new CallbackResult(EXPLAINED.get(why), target, null);
    }

    /** Shows a page to the person only. Nothing was consumed, and the caller is not notified. */
    public static CallbackResult refused(Rejection rejection) {
        return new CallbackResult(rejection, null, null);
    }

    /** The same, with the target of the page's button. */
    public static CallbackResult refused(Rejection rejection, URI back) {
        return new CallbackResult(rejection, back, null);
    }

    /** Shows the form again. Nothing was consumed, and the person can enter other values. */
    static CallbackResult askedAgain(FormNotice notice) {
        return new CallbackResult(null, null, notice);
    }

    /** The redirect or the page. Not for a result that shows the form again. */
    public Uni<Response> on(BrowserPages pages) {
        if (rejection == null) {
            return Uni.createFrom()
                    .item(BrowserPages.seeOther(Objects.requireNonNull(target)).build());
        }
        var page = pages.rejection(rejection, target);
        return rejection == Rejection.IN_PROGRESS ? page.map(BrowserPages::loadedAgain) : page;
    }
}
