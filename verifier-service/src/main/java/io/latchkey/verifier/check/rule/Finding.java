package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a check.
 *
 * @param reason set if and only if the outcome is {@link Outcome#PERMANENT}
 * @param detail code from a closed list with more detail
 */
public record Finding(
        Outcome outcome, @Nullable Reason reason, @Nullable String detail) {
    public Finding {
        if ((outcome == Outcome.PERMANENT) != (reason != null)) {
            throw new IllegalArgumentException("only a permanent finding has a reason: " + outcome);
        }
    }

    /** A finding that requires a person to act. */
    public static Finding permanent(Reason reason, @Nullable String detail) {
        return new Finding(Outcome.PERMANENT, reason, detail);
    }

    /** A finding that requires no person to act. */
    public static Finding of(Outcome outcome, @Nullable String detail) {
        return new Finding(outcome, null, detail);
    }
}
