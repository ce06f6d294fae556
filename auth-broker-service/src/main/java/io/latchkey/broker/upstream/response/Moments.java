package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a date or time as providers write it. A number has several readings, of which the caller takes the plausible
 * one. A time without an offset, and a date, are in UTC; a date is its first moment.
 */
public final class Moments {
    private static final double LARGEST_MOMENT = 1e17;
    private static final long LARGEST_SECONDS = 1_000_000_000_000L;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?=\\.?\\d)\\d{0,40}(\\.\\d{0,40})?([eE][+-]?\\d{1,3})?");

    /** Such as {@code 2026-03-01 13:00:00 +0100} and {@code 2026-03-01 13:00:00 UTC}. */
    private static final DateTimeFormatter SPACED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("[XXX][XX][z]")
            .toFormatter(Locale.ROOT);

    private Moments() {}

    /** The readings of {@code value}; none if it is neither a date nor a time. */
    static Stream<Instant> of(JsonNode value) {
        return Stream.concat(sinceEpoch(value), dates(value));
    }

    /** The number that {@code value} is, or that its text contains. */
    public static Optional<Double> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.doubleValue());
        }
        var text = value.isTextual() ? value.asText().strip() : "";
        return NUMBER.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    private static Stream<Instant> sinceEpoch(JsonNode value) {
        return number(value).filter(time -> time > 0 && time < LARGEST_MOMENT).map(Double::longValue).stream()
                .flatMap(time -> Stream.of(
                        Instant.ofEpochSecond(Math.min(time, LARGEST_SECONDS)),
                        Instant.ofEpochMilli(time),
                        Instant.ofEpochMilli(time / 1000)));
    }

    private static Stream<Instant> dates(JsonNode value) {
        var text = value.isTextual() ? value.asText().strip() : "";
        return Stream.<Function<String, Instant>>of(
                        iso -> OffsetDateTime.parse(iso).toInstant(),
                        http -> ZonedDateTime.parse(http, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant(),
                        local -> LocalDateTime.parse(local).toInstant(ZoneOffset.UTC),
                        spaced -> ZonedDateTime.parse(spaced, SPACED).toInstant(),
                        spaced -> LocalDateTime.parse(spaced, SPACED).toInstant(ZoneOffset.UTC),
                        date -> LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC))
                .flatMap(reading -> read(text, reading).stream());
    }

    private static Optional<Instant> read(String text, Function<String, Instant> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
