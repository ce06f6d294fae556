package io.latchkey.broker.credential;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Forbidden;
import io.latchkey.work.failure.NotFound;
import io.latchkey.work.failure.TooManyRequests;
import io.latchkey.work.failure.Unavailable;
import java.time.Duration;
import java.util.Optional;

/** The reasons why the broker does not return a credential. */
public final class CredentialRefusals {
    private static final Duration PROVIDER_RETRY_AFTER = Duration.ofSeconds(10);

    /** Limits long pauses of a provider: another request is cheap for the caller, and the failure may end sooner. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(1);

    private static final String NOT_IN_CATALOG = "provider-not-in-catalog";
    private static final String PUT_FILE_BACK = "Ask the operator to put its file back into the catalog.";

    private CredentialRefusals() {}

    public static NotFound unknown() {
        return new NotFound("connection");
    }

    /** No authorization of the connection has been completed yet. */
    public static Conflict pending() {
        return new Conflict(
                "authorization-pending",
                "The connection has not been authorized yet.",
                "Let the user open the link of the authorization and complete it.");
    }

    public static Conflict reauthorizationRequired(Reason reason) {
        return new Conflict("reauthorization-required", reason.advice(), "Reauthorize the connection.")
                .with("reason", reason.code())
                .with("reasonText", reason.advice());
    }

    public static Conflict notRefreshable(Material material) {
        return material.revocable()
                ? new Conflict(
                        "not-refreshable",
                        "The provider issued no refresh token.",
                        "Use the credential until it expires, then reauthorize the connection.")
                : new Conflict(
                        "not-refreshable",
                        "A user entered this credential, for example an API key, and only a user can replace it.",
                        "Use it as it is. If the provider refuses it, reauthorize the connection and enter a new one.");
    }

    /** A caller forced a refresh of a credential that its provider does not renew yet. */
    public static TooManyRequests notRenewableYet(Duration left) {
        return new TooManyRequests(
                "not-renewable-yet",
                "The provider does not renew a credential that is this new.",
                "Use the credential as it is. If the provider refuses it, reauthorize the connection.",
                left);
    }

    /** A caller forced a refresh of the same connection within the minimum interval. */
    public static TooManyRequests refreshedTooRecently(Duration left) {
        return new TooManyRequests(
                "refreshed-too-recently",
                "A refresh of this connection was requested a moment ago.",
                "Fetch the credential and use it. If the provider refuses it as well, try again after the time in"
                        + " the header Retry-After, with the credentialVersion that it refused.",
                left);
    }

    /** The token to return expired while the request was processed. */
    public static Unavailable endedMeanwhile() {
        return new Unavailable(
                "credential-ended", "The access token expired before it could be returned.", Duration.ofSeconds(1));
    }

    /**
     * The catalog does not contain the authentication method of the credential, without which it cannot be refreshed,
     * and with some kinds cannot be sent.
     */
    public static Unavailable notInCatalog(CredentialDocument document, Failure failure) {
        return new Unavailable(
                        NOT_IN_CATALOG,
                        "Provider " + document.provider() + " is not in the catalog, or no longer has the method "
                                + document.method() + ".",
                        PROVIDER_RETRY_AFTER)
                .with(Explanation.REMEDY, PUT_FILE_BACK)
                .with("outcome", failure.outcome().code())
                .with("cause", failure.detail());
    }

    /** The provider's host has no address to which the broker connects. */
    public static Unavailable addressNotAllowed(String provider, Failure failure) {
        return new Unavailable(
                        "provider-address-not-allowed",
                        "The host of provider " + provider + " has no public address, so it is not called.",
                        PROVIDER_RETRY_AFTER)
                .with(
                        Explanation.REMEDY,
                        "Ask the operator to allow the host in LATCHKEY_EGRESS_ALLOWED_HOSTS or its address in"
                                + " LATCHKEY_EGRESS_ALLOWED_RANGES, or to correct its URL. The log of auth-broker-service"
                                + " names the host.")
                .with("outcome", failure.outcome().code())
                .with("cause", failure.detail());
    }

    /** The provider of a connection is not in the catalog, so nobody can authorize the connection. */
    public static Conflict notInCatalog(String provider) {
        return new Conflict(NOT_IN_CATALOG, "Provider " + provider + " is not in the catalog.", PUT_FILE_BACK);
    }

    public static Forbidden clientNotAllowed() {
        return new Forbidden(
                "client-not-allowed",
                "The connection does not allow this client to fetch its credential.",
                "Name this client in credentialClients when you create the connection.");
    }

    public static Unavailable providerUnavailable(Failure failure) {
        var retryAfter = Optional.ofNullable(failure.retryAfter())
                .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER)
                .orElse(PROVIDER_RETRY_AFTER);
        return new Unavailable("provider", retryAfter)
                .with("outcome", failure.outcome().code())
                .with("cause", failure.detail());
    }
}
