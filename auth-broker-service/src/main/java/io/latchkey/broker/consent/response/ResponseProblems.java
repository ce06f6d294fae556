package io.latchkey.broker.consent.response;

import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Unavailable;
import io.latchkey.work.failure.Unprocessable;
import java.time.Duration;

/** Why the response of a program is not accepted, for the program. Nothing was consumed. */
final class ResponseProblems {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final String FIELDS = "fields";

    private ResponseProblems() {}

    static Conflict needsBrowser(AuthMethod method) {
        var where = method.polling().isPresent()
                ? "enter a code at the provider, which the connect page shows"
                : "give their consent at the provider, in a browser";
        return new Conflict(
                "browser-required",
                "Users of " + method.provider().name() + " " + where + ".",
                "Open the link of the authorization in the user's browser.");
    }

    /** The problem for what a form would show to a person. */
    static DomainException of(FormNotice notice, String provider) {
        return switch (notice.kind()) {
            case FORBIDDEN ->
                new Unprocessable(
                        "credential-lacks-access",
                        "Credential lacks access",
                        FIELDS,
                        provider + " accepts the credential, but denies the access that the connection needs.",
                        "Check at the provider what the account may do, then send the values again.");
            case UNEXPECTED ->
                new Unavailable(
                                "provider-response-unexpected",
                                provider + " gave an answer that Latchkey does not expect, so nothing was saved.",
                                RETRY_AFTER)
                        .with(
                                Explanation.REMEDY,
                                "Try again later. If it happens again, ask the operator to check the catalog entry of"
                                        + " the provider.");
            case NOT_CALLED ->
                new Unavailable(
                                "provider-address-not-allowed",
                                "The host of " + provider + " has no public address, so it is not called.",
                                RETRY_AFTER)
                        .with(
                                Explanation.REMEDY,
                                "Check the host, or ask the operator to allow it in LATCHKEY_EGRESS_ALLOWED_HOSTS.");
            case UNREACHABLE -> new Unavailable("provider", RETRY_AFTER);
            case MALFORMED, REFUSED, CLIENT_REFUSED, CLIENT_REFUSED_BEFORE ->
                new Unprocessable(
                        "credential-refused",
                        "Credential refused",
                        FIELDS,
                        provider + " did not accept the values.",
                        "Check that they are complete and still valid, then send them again. The fifth refusal ends"
                                + " the authorization.");
        };
    }
}
