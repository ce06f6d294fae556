package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes when a token expires, from the members of a token response.
 *
 * <ol>
 *   <li>It accepts every input. A value that is in the past, zero, out of range or unreadable is ignored, so the
 *       lifetime is unknown. No value results in a date that other components cannot represent.
 *   <li>A lifetime shorter than {@link #SHORTEST} is replaced by it. A token is refreshed after half its lifetime at
 *       the earliest, so this limits how often clients that read a credential cause a refresh.
 * </ol>
 */
public final class ResponseLife {
    /**
     * A token with a shorter lifetime would expire before the caller could use it, so the provider must mean something
     * else.
     */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** A longer lifetime means "never", or is a timestamp in the wrong member. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private ResponseLife() {}

    /**
     * The expiry of a token: a lifetime in seconds, else a timestamp in ISO 8601, as an HTTP date, or in seconds,
     * milliseconds or microseconds since 1970. Null if the response has neither, or no plausible one.
     *
     * @param begun when the request started; lifetimes count from there, so that no token is considered valid for
     *     longer than it is
     */
    public static @Nullable Instant end(JsonNode seconds, JsonNode moment, Instant begun) {
        var earliest = begun.plus(SHORTEST);
        return after(seconds, begun)
                .or(() -> at(moment, begun))
                .map(end -> end.isBefore(earliest) ? earliest : end)
                .orElse(null);
    }

    private static Optional<Instant> after(JsonNode seconds, Instant begun) {
        return Moments.number(seconds)
                .filter(value -> value >= 1 && value <= LONGEST.toSeconds())
                .map(value -> begun.plusSeconds(value.longValue()));
    }

    private static Optional<Instant> at(JsonNode moment, Instant begun) {
        var latest = begun.plus(LONGEST);
        return Moments.of(moment)
                .filter(end -> end.isAfter(begun) && !end.isAfter(latest))
                .findFirst();
    }
}
