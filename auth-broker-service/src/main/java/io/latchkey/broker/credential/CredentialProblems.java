package io.latchkey.broker.credential;

import io.latchkey.broker.remote.Failure;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.edge.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** The answers of those who cannot be given a credential. */
public final class CredentialProblems {
    private static final Duration PROVIDER_RETRY_AFTER = Duration.ofSeconds(10);

    private CredentialProblems() {}

    public static Problem unknown() {
        return Problem.notFound("connection");
    }

    /** Nobody has consented yet. */
    public static Problem pending() {
        return Problem.conflict(
                "authorization-pending",
                "The connection has not been authorized yet.",
                "Let its user open the authorization's link and complete it.");
    }

    public static Problem reauthorizationRequired(Reason reason) {
        return Problem.conflict("reauthorization-required", reason.advice(), "Reauthorize the connection.")
                .with("reason", reason.code())
                .with("reasonText", reason.advice());
    }

    public static Problem notRefreshable() {
        return Problem.conflict(
                "not-refreshable",
                "The provider gave no refresh token.",
                "Use the access token until it ends, then reauthorize the connection.");
    }

    public static Problem clientNotAllowed() {
        return Problem.of(403, "client-not-allowed", "Forbidden")
                .detail("The connection names the clients that may fetch its credential; yours is not among them.")
                .remedy("Have this client added where the connection is created.");
    }

    public static Problem providerUnavailable(Failure failure) {
        return Problem.unavailable(
                        "provider", Optional.ofNullable(failure.retryAfter()).orElse(PROVIDER_RETRY_AFTER))
                .with("outcome", failure.outcome().code())
                .with("cause", failure.detail());
    }
}
