package io.latchkey.broker.upstream;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's refusal or silence means.
 *
 * @param outcome never {@link Outcome#OK}
 * @param reason set only with {@link Outcome#PERMANENT}
 * @param detail a closed code such as {@code timeout}, {@code http_503} or an OAuth error code; never a provider's text
 * @param httpStatus null where the provider did not answer
 * @param retryAfter as the provider asked; null if it did not
 */
public record Failure(
        Outcome outcome,
        @Nullable Reason reason,
        String detail,
        @Nullable Integer httpStatus,
        @Nullable Duration retryAfter) {
    static final String DNS = "dns";
    static final String TLS = "tls";
    static final String UNREACHABLE = "unreachable";
    static final String PAGE = "page";
    static final String EMPTY = "empty";

    private static final Set<String> NEVER_SENT = Set.of(DNS, TLS, UNREACHABLE);
    private static final Set<String> OF_NO_ENDPOINT = Set.of(PAGE, EMPTY);

    public Failure {
        if ((outcome == Outcome.PERMANENT) != (reason != null)) {
            throw new IllegalArgumentException("only a permanent failure has a reason");
        }
    }

    /**
     * Whether the provider may have done what it was asked for: the status is good, but there is no token in the response.
     */
    public boolean inDoubt() {
        return detail.equals(ProviderErrors.NO_TOKEN);
    }

    /**
     * Whether the provider may have done what it was asked for, and its answer was lost: on the way, or behind what answers
     * in its place. A documented code is an answer, and so is a status with the time to come back. A request that was never
     * sent has none to lose.
     */
    public boolean unanswered() {
        return outcome == Outcome.TRANSIENT && !NEVER_SENT.contains(detail) && (httpStatus == null || opaque());
    }

    private boolean opaque() {
        return retryAfter == null && (OF_NO_ENDPOINT.contains(detail) || detail.equals("http_" + httpStatus));
    }

    /** Whether the provider answered, declined, and did not say why in a way that is documented. */
    public boolean rejected() {
        return (outcome == Outcome.UNKNOWN && !inDoubt())
                || outcome == Outcome.LIMITED
                || outcome == Outcome.INSUFFICIENT;
    }

    public boolean permanent() {
        return outcome == Outcome.PERMANENT;
    }
}
