package io.latchkey.connection.verification;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.Outcome;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the connection found.
 *
 * @param reason why a person must act; set only with {@link Outcome#PERMANENT}
 * @param detail a closed code that says more
 * @param httpStatus the provider's answer; null where there was none
 * @param state of the connection afterwards
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
    static Verification of(CheckCompleted check, ConnectionState state) {
        var reason = check.reason();
        return new Verification(
                check.outcome(),
                reason,
                reason == null ? null : reason.advice(),
                check.detail(),
                check.latencyMillis(),
                check.httpStatus(),
                check.observedAt().truncatedTo(ChronoUnit.MICROS),
                state);
    }
}
