package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The result of the last check of this generation. Its time is truncated to microseconds, the precision of the
 * database.
 *
 * @param version credential version that the check used; 0 before the first check
 */
public record LastCheck(long version, Health health) {
    public static final LastCheck NEVER = new LastCheck(0, Health.UNCHECKED);

    LastCheck then(long version, CheckCompleted check) {
        var failures = isGood(check.outcome()) ? 0 : health.failuresInARow() + 1;
        return new LastCheck(
                version,
                new Health(
                        check.observedAt().truncatedTo(ChronoUnit.MICROS),
                        check.outcome(),
                        check.detail(),
                        check.latencyMillis(),
                        failures,
                        health.refreshInDoubtSince()));
    }

    /** Whether the outcome is no evidence against the credential. */
    private static boolean isGood(Outcome outcome) {
        return outcome == Outcome.OK || outcome == Outcome.NOT_VERIFIABLE;
    }

    boolean inDoubt() {
        return health.refreshInDoubtSince() != null;
    }

    /** Returns a copy in which a refresh has been in doubt since {@code time}. Null: no refresh is in doubt. */
    LastCheck inDoubtSince(@Nullable Instant time) {
        return new LastCheck(
                version,
                new Health(
                        health.checkedAt(),
                        health.outcome(),
                        health.detail(),
                        health.latencyMillis(),
                        health.failuresInARow(),
                        time == null ? null : time.truncatedTo(ChronoUnit.MICROS)));
    }

    boolean isLaterThan(long otherVersion, Instant otherTime) {
        var time = health.checkedAt();
        return otherVersion < version || otherVersion == version && time != null && otherTime.isBefore(time);
    }
}
