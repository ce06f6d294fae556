package io.latchkey.work.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pauses between attempts: each failure doubles the pause, up to a limit.
 *
 * @param first the pause after the first failure
 * @param longest the limit; a {@code first} above it counts as it
 */
public record Backoff(Duration first, Duration longest) {
    /** Limits the Retry-After of a server, so that a wrong value does not stop work for days. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 30;
    private static final int JITTER_PERCENT = 20;

    /** The pause after {@code failures} in a row. */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        return shorter(first.multipliedBy(1L << doublings), longest);
    }

    /** The pause that follows {@code pause}. */
    public Duration next(Duration pause) {
        return shorter(pause.multipliedBy(2), longest);
    }

    /**
     * {@code pause} with up to a fifth more, so that work that failed at the same time is not retried at the same time.
     */
    public static Duration withJitter(Duration pause, RandomGenerator random) {
        return pause.plus(pause.multipliedBy(random.nextInt(JITTER_PERCENT + 1)).dividedBy(100));
    }

    /** {@code pause}, or the server's Retry-After if that is longer, up to {@link #LONGEST_RETRY_AFTER}. */
    public static Duration atLeast(@Nullable Duration retryAfter, Duration pause) {
        var asked = retryAfter == null ? Duration.ZERO : shorter(retryAfter, LONGEST_RETRY_AFTER);
        return pause.compareTo(asked) > 0 ? pause : asked;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
