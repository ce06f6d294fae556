package io.latchkey.broker.upstream.response;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.catalog.reported.ReportedExpiry.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response reports about the expiry of a credential.
 *
 * <ol>
 *   <li>A missing value reports nothing.
 *   <li>Null, an empty text, zero, a negative number, and a time of more than {@link #LONGEST} from now mean that the
 *       credential does not expire.
 *   <li>An expiry that has passed contradicts the successful request that reports it. It is not used, and neither is a
 *       value that is no time: {@code fault} says why.
 * </ol>
 *
 * @param known whether the response reports when, or that, the credential expires
 * @param at null: it does not expire, or nothing is known
 * @param fault a code from a closed list if the value cannot be used
 */
public record ExpiryReport(
        boolean known, @Nullable Instant at, @Nullable String fault) {
    public static final ExpiryReport NOTHING = new ExpiryReport(false, null, null);

    /** The request that would report it failed. */
    public static final ExpiryReport UNAVAILABLE = unusable("expiry_unavailable");

    private static final ExpiryReport NEVER = new ExpiryReport(true, null, null);
    private static final ExpiryReport PAST = unusable("expiry_in_the_past");
    private static final ExpiryReport UNREADABLE = unusable("expiry_unreadable");

    private static final Set<String> NO_EXPIRY = Set.of("", "never", "none", "null", "undefined", "unlimited");

    /** Providers write a time in the far future for a credential that does not expire. */
    private static final Duration LONGEST = Duration.ofDays(50 * 365);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** The zero value of a time in some languages. */
    private static final Instant YEAR_TWO = Instant.parse("0002-01-01T00:00:00Z");

    /** Reads {@code value}. It accepts every input. */
    public static ExpiryReport of(JsonNode value, Format format, Instant now) {
        if (value.isMissingNode()) {
            return NOTHING;
        }
        if (meansNever(value)) {
            return NEVER;
        }
        return format == Format.SECONDS_LEFT ? left(value, now) : at(value, now);
    }

    private static boolean meansNever(JsonNode value) {
        return value.isNull()
                || (value.isTextual()
                        && NO_EXPIRY.contains(value.asText().strip().toLowerCase(Locale.ROOT)))
                || Moments.number(value).filter(number -> number <= 0).isPresent();
    }

    private static ExpiryReport left(JsonNode value, Instant now) {
        return Moments.number(value)
                .map(seconds -> seconds > LONGEST.toSeconds() ? NEVER : known(now.plusSeconds(seconds.longValue())))
                .orElse(UNREADABLE);
    }

    private static ExpiryReport at(JsonNode value, Instant now) {
        var latest = now.plus(LONGEST);
        var readings = Moments.of(value).toList();
        var plausible = readings.stream()
                .filter(time -> time.isAfter(now) && !time.isAfter(latest))
                .findFirst();
        if (plausible.isPresent()) {
            return known(plausible.get());
        }
        if (readings.stream().anyMatch(time -> !time.isAfter(now) && !time.isBefore(EARLIEST))) {
            return PAST;
        }
        return isPlaceholder(value, readings, latest) ? NEVER : UNREADABLE;
    }

    /** Whether a date stands for none. Of a number, which has several readings, this is not certain. */
    private static boolean isPlaceholder(JsonNode value, List<Instant> readings, Instant latest) {
        return Moments.number(value).isEmpty()
                && readings.stream().anyMatch(time -> time.isAfter(latest) || time.isBefore(YEAR_TWO));
    }

    private static ExpiryReport known(Instant at) {
        return new ExpiryReport(true, at, null);
    }

    private static ExpiryReport unusable(String fault) {
        return new ExpiryReport(false, null, fault);
    }
}
