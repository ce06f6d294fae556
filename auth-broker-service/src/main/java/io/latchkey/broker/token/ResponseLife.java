package io.latchkey.broker.token;

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
 * The life of what a response brings: until when, as the provider says it. Total: a value that is past, zero, absurd or
 * unreadable says nothing, so the life is unknown. No such value may cause a refresh at every read, or a date that
 * nothing else can hold.
 */
final class ResponseLife {
    /** Longer lives are told for "never", or are moments in the wrong place. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private static final double LARGEST_MOMENT = 1e17;
    private static final long LARGEST_SECONDS = 1_000_000_000_000L;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{0,40}(\\.\\d{0,40})?([eE][+-]?\\d{1,3})?");

    private ResponseLife() {}

    /**
     * When it ends: as a number of seconds, else as a moment in ISO 8601, as an HTTP date, or in seconds, milliseconds
     * or microseconds since 1970. Null if neither is told, or none that can be believed.
     *
     * @param begun when the request was begun: lives count from there, so that nothing is believed longer than it is
     */
    static @Nullable Instant end(JsonNode seconds, JsonNode moment, Instant begun) {
        return after(seconds, begun).or(() -> at(moment, begun)).orElse(null);
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
