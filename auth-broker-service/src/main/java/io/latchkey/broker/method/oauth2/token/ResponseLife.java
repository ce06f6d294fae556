package io.latchkey.broker.method.oauth2.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a token of a response ends, as the provider says it.
 *
 * <ol>
 *   <li>It is total: a value that is past, zero, absurd or unreadable says nothing, so the life is unknown. None causes a
 *       date that nothing else can hold.
 *   <li>A life that is too short to be of use is taken for {@link #SHORTEST}. A token is refreshed after half its life at
 *       the earliest, so this bounds how often readers of a credential cause a refresh.
 * </ol>
 */
final class ResponseLife {
    /** A token of a shorter life would end on its way to the caller, so the provider means something else. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** A longer life stands for "never", or is a moment in the wrong place. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private static final double LARGEST_MOMENT = 1e17;
    private static final long LARGEST_SECONDS = 1_000_000_000_000L;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{0,40}(\\.\\d{0,40})?([eE][+-]?\\d{1,3})?");

    private ResponseLife() {}

    /**
     * When it ends: as a number of seconds, else as a moment in ISO 8601, as an HTTP date, or in seconds, milliseconds
     * or microseconds since 1970. Null if the response says neither, or nothing that can be believed.
     *
     * @param begun when the request was begun: lives count from there, so that no token is believed to last longer than
     *     it does
     */
    static @Nullable Instant end(JsonNode seconds, JsonNode moment, Instant begun) {
        var earliest = begun.plus(SHORTEST);
        return after(seconds, begun)
                .or(() -> at(moment, begun))
                .map(end -> end.isBefore(earliest) ? earliest : end)
                .orElse(null);
    }

    private static Optional<Instant> after(JsonNode seconds, Instant begun) {
        return number(seconds)
                .filter(value -> value >= 1 && value <= LONGEST.toSeconds())
                .map(value -> begun.plusSeconds(value.longValue()));
    }

    private static Optional<Instant> at(JsonNode moment, Instant begun) {
        var latest = begun.plus(LONGEST);
        return Stream.concat(sinceEpoch(moment), dates(moment))
                .filter(end -> end.isAfter(begun) && !end.isAfter(latest))
                .findFirst();
    }

    private static Stream<Instant> sinceEpoch(JsonNode moment) {
        return number(moment).filter(value -> value > 0 && value < LARGEST_MOMENT).map(Double::longValue).stream()
                .flatMap(value -> Stream.of(
                        Instant.ofEpochSecond(Math.min(value, LARGEST_SECONDS)),
                        Instant.ofEpochMilli(value),
                        Instant.ofEpochMilli(value / 1000)));
    }

    private static Stream<Instant> dates(JsonNode moment) {
        var text = moment.isTextual() ? moment.asText().strip() : "";
        return Stream.<Function<String, Instant>>of(
                        iso -> OffsetDateTime.parse(iso).toInstant(),
                        http -> ZonedDateTime.parse(http, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant())
                .flatMap(reading -> read(text, reading).stream());
    }

    private static Optional<Instant> read(String text, Function<String, Instant> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.doubleValue());
        }
        var text = value.isTextual() ? value.asText().strip() : "";
        return NUMBER.matcher(text).matches() && text.chars().anyMatch(Character::isDigit)
                ? Optional.of(Double.parseDouble(text))
                : Optional.empty();
    }
}
