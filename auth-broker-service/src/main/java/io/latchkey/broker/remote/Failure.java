package io.latchkey.broker.remote;

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
    private static final Set<Integer> GATEWAY_STATUSES = Set.of(502, 503, 504);

    public Failure {
        if ((outcome == Outcome.PERMANENT) != (reason != null)) {
            throw new IllegalArgumentException("a reason goes with what is permanent");
        }
    }

    /**
     * Whether the provider may have done what it was asked for: the status is good, but there is no token in the response.
     */
    public boolean inDoubt() {
        return detail.equals(Failures.NO_TOKEN);
    }

    /**
     * Whether the provider may have done what it was asked for, and its answer was lost: on the way, or behind a gateway
     * that answers in its place. A 503 that says when to come back is an answer.
     */
    public boolean unanswered() {
        return outcome == Outcome.TRANSIENT
                && (httpStatus == null || (GATEWAY_STATUSES.contains(httpStatus) && retryAfter == null));
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
