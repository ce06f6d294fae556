package io.latchkey.broker.consent;

import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.edge.problem.Problem;

/** Why a step can't be taken. */
public final class AuthorizationProblems {
    private AuthorizationProblems() {}

    /** 409: the authorization stands elsewhere; {@code authorizationStatus} says where. */
    public static Problem past(AuthorizationStatus status) {
        var remedy =
                switch (status) {
                    case CREATED, STARTED -> "Wait until the browser is back with a code.";
                    case CONSENTED -> "Complete it with the code in the redirect to returnUrl.";
                    case COMPLETED -> "Nothing is left to do.";
                    default -> "Begin a new authorization.";
                };
        return Problem.conflict("authorization-" + status.code(), "The authorization is " + words(status) + ".", remedy)
                .with("authorizationStatus", status.code());
    }

    /** 409: the browser is back, and the provider is being asked for tokens. */
    public static Problem exchanging() {
        return Problem.conflict(
                        "authorization-in-progress",
                        "The browser is back, and tokens are being obtained from the provider.",
                        "Wait until the browser reaches returnUrl, or try again in two minutes.")
                .with("authorizationStatus", AuthorizationStatus.STARTED.code());
    }

    /** @param step what was asked for, as in "can … it" */
    public static Problem notTheInitiator(String step) {
        return Problem.of(403, "not-the-initiator", "Forbidden")
                .detail("Only the principal that began this authorization can " + step + " it.")
                .remedy("Use the session of the user who began it, with the same client.");
    }

    public static Problem invalidCode() {
        return Problem.of(400, "invalid-code", "Invalid code")
                .field("code")
                .detail("The code, or its verifier, is not this authorization's.")
                .remedy("Send the code from the redirect to returnUrl, and the verifier of codeChallenge.");
    }

    private static String words(AuthorizationStatus status) {
        return status.code().replace('_', ' ');
    }
}
