package io.latchkey.broker.upstream.failure;

import io.latchkey.broker.upstream.response.ProviderResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or an HTTP date (RFC 9110, section 10.2.3). */
final class RetryAfter {
    static final String HEADER = "retry-after";

    private RetryAfter() {}

    /** Null if the header has neither, or a date in the past. */
    static @Nullable Duration of(ProviderResponse answer, Instant now) {
        return answer.header(HEADER).flatMap(value -> delay(value.strip(), now)).orElse(null);
    }

    private static Optional<Duration> delay(String value, Instant now) {
        if (value.matches("\\d{1,7}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date)).filter(d -> !d.isNegative());
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
