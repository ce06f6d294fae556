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
                    case CONSENTED -> "Complete it with the code that the browser brought.";
                    case COMPLETED -> "Nothing is left to do.";
                    default -> "Begin a new authorization.";
                };
        return Problem.conflict("authorization-" + status.code(), "The authorization is " + words(status) + ".", remedy)
                .with("authorizationStatus", status.code());
    }

    public static Problem notTheInitiator() {
        return Problem.of(403, "not-the-initiator", "Forbidden")
                .detail("Only who began this authorization can complete it.")
                .remedy("Complete it in the session of the user who began it, with the same client.");
    }

    public static Problem invalidCode() {
        return Problem.of(400, "invalid-code", "Invalid code")
                .field("code")
                .detail("The code, or its verifier, is not this authorization's.")
                .remedy("Send the code that the browser brought to returnUrl, and the verifier of codeChallenge.");
    }

    private static String words(AuthorizationStatus status) {
        return status.code().replace('_', ' ');
    }
}
