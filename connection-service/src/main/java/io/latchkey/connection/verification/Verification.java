package io.latchkey.connection.verification;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The result of an on-demand check.
 *
 * @param reason why a person must act; set only with {@link Outcome#PERMANENT}
 * @param reasonText the reason in words; with {@link Outcome#SUSPECT}, what that means and what happens next
 * @param detail code from a closed list with more detail
 * @param httpStatus status of the provider's response; null if there was none
 * @param state state of the connection afterwards
 */
record Verification(
        Outcome outcome,
        @Nullable Reason reason,
        @Nullable String reasonText,
        @Nullable String detail,
        @Nullable Long latencyMillis,
        @Nullable Integer httpStatus,
        Instant checkedAt,
        ConnectionState state) {
    private static final String SUSPECT_TEXT = "The provider refused the credential, which may be a fault on its side."
            + " The connection does not change. Latchkey checks again within minutes, and requires a reauthorization only if"
            + " the provider keeps refusing for an hour.";

    private static final String NOT_VERIFIABLE_TEXT =
            "The provider offers no request that would tell whether the credential works.";

    static Verification of(CheckCompleted check, ConnectionState state) {
        var reason = check.reason();
        return new Verification(
                check.outcome(),
                reason,
                text(check.outcome(), reason),
                check.detail(),
                check.latencyMillis(),
                check.httpStatus(),
                check.observedAt().truncatedTo(ChronoUnit.MICROS),
                state);
    }

    private static @Nullable String text(Outcome outcome, @Nullable Reason reason) {
        if (reason != null) {
            return reason.advice();
        }
        return switch (outcome) {
            case SUSPECT -> SUSPECT_TEXT;
            case NOT_VERIFIABLE -> NOT_VERIFIABLE_TEXT;
            default -> null;
        };
    }
}
