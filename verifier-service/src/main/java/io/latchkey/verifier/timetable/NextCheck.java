package io.latchkey.verifier.timetable;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Determines when a connection is checked next. A pure function: the same arguments give the same instant, including
 * jitter.
 *
 * @param interval between two checks of a connection without failures
 * @param backoff the first pause after an inconclusive check; it doubles up to {@code interval}
 */
public record NextCheck(Duration interval, Duration backoff) {
    private static final double JITTER = 0.1;
    private static final int PATIENCE_WITH_A_THROTTLING_PROVIDER = 4;

    public NextCheck {
        requirePositive("interval", interval);
        requirePositive("backoff", backoff);
    }

    /** A time within the next interval, spread so that rows that are rebuilt together do not fall due together. */
    public Instant first(UUID connectionId, Instant now) {
        return now.plus(part(interval, chance(connectionId, now)));
    }

    /** @param failuresInARow including this check; 0 unless {@link #isFailure} */
    public Instant after(UUID connectionId, Outcome outcome, int failuresInARow, Instant now) {
        var pause = isFailure(outcome) ? pause(outcome, failuresInARow) : interval;
        return now.plus(part(pause, 1 - JITTER + 2 * JITTER * chance(connectionId, now)));
    }

    /** When to check after a check whose result was lost. */
    public Instant again(UUID connectionId, Instant now) {
        return after(connectionId, Outcome.TRANSIENT, 1, now);
    }

    /** {@code at}, or one interval after {@code now} if that is sooner. */
    Instant noLaterThanUsual(Instant at, Instant now) {
        var usual = now.plus(interval);
        return at.isBefore(usual) ? at : usual;
    }

    /** Whether a check with this outcome is inconclusive for the grant and is repeated sooner. */
    public static boolean isFailure(Outcome outcome) {
        return switch (outcome) {
            case TRANSIENT, THROTTLED, OPERATOR_FAULT, SUSPECT, UNKNOWN -> true;
            case OK, PERMANENT, INSUFFICIENT, LIMITED, NOT_VERIFIABLE -> false;
        };
    }

    private Duration pause(Outcome outcome, int failuresInARow) {
        var first = outcome == Outcome.THROTTLED ? backoff.multipliedBy(PATIENCE_WITH_A_THROTTLING_PROVIDER) : backoff;
        return new Backoff(first, interval).after(failuresInARow);
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofMillis(Math.round(whole.toMillis() * share));
    }

    private static double chance(UUID connectionId, Instant now) {
        var seed = connectionId.getMostSignificantBits() ^ connectionId.getLeastSignificantBits() ^ now.toEpochMilli();
        return new SplittableRandom(seed).nextDouble();
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the check " + name + " is not positive: " + duration);
        }
    }
}
