package io.latchkey.broker.consent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rhythm of polls for the result of a flow (RFC 8628, section 3.5).
 *
 * <ol>
 *   <li>The pause is never shorter than the interval.
 *   <li>{@code slow_down} makes the interval longer for all later polls.
 *   <li>Each poll without a response doubles the pause, until there is one again.
 * </ol>
 *
 * @param interval the shortest pause
 * @param failures how many polls in succession had no response
 */
public record PollSchedule(Duration interval, int failures) {
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(2);
    private static final int MOST_DOUBLINGS = 10;

    public static PollSchedule every(Duration interval) {
        return new PollSchedule(interval, 0);
    }

    /** After a response that the user has not finished yet. */
    public PollSchedule pending() {
        return every(interval);
    }

    /** After a response that polls are too frequent. */
    public PollSchedule slowedDown() {
        return every(interval.plus(SLOWER));
    }

    /** After a poll without a response. */
    public PollSchedule failed() {
        return new PollSchedule(interval, failures + 1);
    }

    /** @param requested the pause that the provider requested; null if it requested none */
    public Duration pause(@Nullable Duration requested) {
        var doubled = interval.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        var pause = longer(interval, shorter(doubled, LONGEST_BACKOFF));
        return requested == null ? pause : longer(pause, requested);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
