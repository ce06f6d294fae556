package io.latchkey.connection.lifecycle;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.Health;
import io.latchkey.contracts.connection.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of this generation found. Its time is kept to the microsecond, as the database does.
 *
 * @param version of the credential that it used; 0 before the first
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

    /** Whether nothing speaks against the credential. */
    private static boolean isGood(Outcome outcome) {
        return outcome == Outcome.OK || outcome == Outcome.NOT_VERIFIABLE;
    }

    boolean inDoubt() {
        return health.refreshInDoubtSince() != null;
    }

    /** The same, with a refresh in doubt since {@code time}; null: with none. */
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
