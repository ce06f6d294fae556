package io.latchkey.broker.upstream.failure;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a provider's refusal or of a missing response.
 *
 * @param outcome never {@link Outcome#OK}
 * @param reason set only with {@link Outcome#PERMANENT}
 * @param detail a code from a closed set, such as {@code timeout}, {@code http_503} or an OAuth error code; never text
 *     from a provider
 * @param httpStatus null if the provider sent no response
 * @param retryAfter the delay that the provider requested; null if it requested none
 */
public record Failure(
        Outcome outcome,
        @Nullable Reason reason,
        String detail,
        @Nullable Integer httpStatus,
        @Nullable Duration retryAfter) {
    public static final String DNS = "dns";
    public static final String TLS = "tls";
    public static final String UNREACHABLE = "unreachable";
    private static final String UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type";
    static final String PAGE = "page";
    static final String EMPTY = "empty";

    /** Faults of a client that the provider has authenticated, or of an intermediary. */
    private static final Set<String> OF_AUTHENTICATED_CLIENT =
            Set.of("unauthorized_client", UNSUPPORTED_GRANT_TYPE, "http_401");

    private static final Set<String> NEVER_SENT = Set.of(DNS, TLS, UNREACHABLE);
    private static final Set<String> OF_NO_ENDPOINT = Set.of(PAGE, EMPTY);

    public Failure {
        if ((outcome == Outcome.PERMANENT) != (reason != null)) {
            throw new IllegalArgumentException("only a permanent failure has a reason");
        }
    }

    /**
     * Whether the provider may have processed the request: the response has a success status, but contains no token.
     */
    public boolean inDoubt() {
        return detail.equals(ProviderErrors.NO_TOKEN);
    }

    /**
     * Whether the provider may have processed the request and its response was lost, in transit or because an
     * intermediary responded instead. A response with a documented code is not lost, and neither is one with
     * {@code Retry-After}. A request that was never sent has no response to lose.
     */
    public boolean unanswered() {
        return outcome == Outcome.TRANSIENT && !NEVER_SENT.contains(detail) && (httpStatus == null || opaque());
    }

    private boolean opaque() {
        return retryAfter == null && (OF_NO_ENDPOINT.contains(detail) || namesNoCode());
    }

    /** Whether the status is all that the response tells. */
    public boolean namesNoCode() {
        return detail.equals("http_" + httpStatus);
    }

    /**
     * Whether the provider refused the client before it looked at the grant: with {@code invalid_client}, or with a
     * code that the catalog declares.
     */
    public boolean refusesClient() {
        return outcome == Outcome.OPERATOR_FAULT && httpStatus != null && !OF_AUTHENTICATED_CLIENT.contains(detail);
    }

    /** Whether the provider refused the client, so that a person who has entered it can correct it. */
    public boolean refusesOwnClient() {
        return outcome == Outcome.OPERATOR_FAULT && httpStatus != null && !detail.equals(UNSUPPORTED_GRANT_TYPE);
    }

    /** Whether the provider responded and refused the request without a documented reason. */
    public boolean rejected() {
        return (outcome == Outcome.UNKNOWN && !inDoubt())
                || outcome == Outcome.LIMITED
                || outcome == Outcome.INSUFFICIENT;
    }

    public boolean permanent() {
        return outcome == Outcome.PERMANENT;
    }
}
