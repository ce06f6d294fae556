package io.latchkey.broker.credential;

import io.latchkey.broker.upstream.Failure;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.edge.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** The answers of those who cannot be given a credential. */
public final class CredentialProblems {
    private static final Duration PROVIDER_RETRY_AFTER = Duration.ofSeconds(10);

    /** What a provider asks of us may be long; to come again costs a caller little, and its trouble may end sooner. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(1);

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

    /** A caller forced a refresh of the same connection a moment ago. */
    public static Problem refreshedTooRecently(Duration left) {
        return Problem.of(429, "refreshed-too-recently", "Too many requests")
                .detail("A refresh of this connection was forced a moment ago.")
                .remedy(
                        "Fetch the credential and use it. If the provider refuses it as well, try again after the time that"
                                + " the header Retry-After gives, with the credentialVersion that it refused.")
                .retryAfter(left);
    }

    /** The token that was to be handed out ended meanwhile. */
    public static Problem endedMeanwhile() {
        return Problem.of(503, "credential-ended", "Service unavailable")
                .detail("The access token ended before it could be handed out.")
                .remedy("Try again after the time that the header Retry-After gives.")
                .retryAfter(Duration.ofSeconds(1));
    }

    /** This replica's catalog lacks the provider's authentication method, which says how the credential is sent. */
    public static Problem notKnownHere() {
        return Problem.unavailable("provider", PROVIDER_RETRY_AFTER);
    }

    public static Problem clientNotAllowed() {
        return Problem.of(403, "client-not-allowed", "Forbidden")
                .detail("The connection names the clients that may fetch its credential; yours is not among them.")
                .remedy("Have this client added where the connection is created.");
    }

    public static Problem providerUnavailable(Failure failure) {
        var retryAfter = Optional.ofNullable(failure.retryAfter())
                .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER)
                .orElse(PROVIDER_RETRY_AFTER);
        return Problem.unavailable("provider", retryAfter)
                .with("outcome", failure.outcome().code())
                .with("cause", failure.detail());
    }
}
