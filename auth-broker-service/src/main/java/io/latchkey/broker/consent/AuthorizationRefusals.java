package io.latchkey.broker.consent;

import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Forbidden;
import io.latchkey.work.failure.Invalid;
import java.time.Instant;

/** Errors for steps that are not possible. */
public final class AuthorizationRefusals {
    private AuthorizationRefusals() {}

    /** 409: the authorization has another status at {@code now}, which {@code authorizationStatus} gives. */
    public static Conflict past(Authorization authorization, Instant now) {
        var status = authorization.statusAt(now);
        return authorization
                .failureAt(now)
                .map(AuthorizationRefusals::past)
                .orElseGet(() -> past(
                        status,
                        "The authorization is " + status.code() + ".",
                        switch (status) {
                            case CREATED, STARTED -> "Wait until the browser returns to returnUrl with a code.";
                            case CONSENTED -> "Complete it with the code in the redirect to returnUrl.";
                            default -> "No action is required.";
                        }));
    }

    /** 409: the authorization has ended without success, for the reason that {@code reason} gives. */
    public static Conflict past(AuthorizationFailure why) {
        return past(why.status(), why.detail(), why.remedy()).with("reason", why.code());
    }

    private static Conflict past(AuthorizationStatus status, String detail, String remedy) {
        return new Conflict("authorization-" + status.code().replace('_', '-'), detail, remedy)
                .with("authorizationStatus", status.code());
    }

    /** 409: the broker has received the response and is requesting tokens from the provider. */
    public static Conflict exchanging() {
        return new Conflict(
                        "authorization-in-progress",
                        "The exchange of the authorization code for tokens is in progress.",
                        "Wait until the browser reaches returnUrl, or try again in two minutes.")
                .with("authorizationStatus", AuthorizationStatus.STARTED.code());
    }

    /** 409: a person has pressed Continue in a browser, which the authorization is bound to. */
    public static Conflict inBrowser() {
        return new Conflict(
                        "authorization-in-browser",
                        "A browser has continued this authorization, so only that browser can respond.",
                        "Let the person finish there, or request a new link, which frees the authorization from the"
                                + " browser.")
                .with("authorizationStatus", AuthorizationStatus.STARTED.code());
    }

    /** @param step the requested step, as in "can … it" */
    public static Forbidden notTheInitiator(String step) {
        return new Forbidden(
                "not-the-initiator",
                "Only the principal that started this authorization can " + step + " it.",
                "Use a token of the user who started it, from the same client.");
    }

    public static Invalid invalidCode() {
        return new Invalid(
                "invalid-code",
                "Invalid code",
                "code",
                "The code or the code verifier does not belong to this authorization.",
                "Send the code from the redirect to returnUrl, and the code verifier that matches codeChallenge.");
    }

    /** 400: the authorization has no code challenge that a verifier could match. */
    public static Invalid unexpectedVerifier() {
        return new Invalid(
                "codeVerifier",
                "This authorization was started without a codeChallenge, so a code verifier is not allowed.",
                "Omit codeVerifier, or start a new authorization with a codeChallenge.");
    }
}
