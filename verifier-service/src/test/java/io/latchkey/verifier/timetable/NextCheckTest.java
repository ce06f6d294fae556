package io.latchkey.verifier.timetable;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.connection.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextCheckTest {
    private static final NextCheck NEXT = new NextCheck(ofDays(1), ofMinutes(1));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "OK,             0, PT24H",
        "PERMANENT,      0, PT24H",
        "INSUFFICIENT,   0, PT24H",
        "LIMITED,        0, PT24H",
        "TRANSIENT,      1, PT1M",
        "TRANSIENT,      2, PT2M",
        "TRANSIENT,      5, PT16M",
        "TRANSIENT,     11, PT17H4M",
        "TRANSIENT,     12, PT24H",
        "TRANSIENT,   9999, PT24H",
        "UNKNOWN,        1, PT1M",
        "OPERATOR_FAULT, 3, PT4M",
        "THROTTLED,      1, PT4M",
        "THROTTLED,      3, PT16M"
    })
    void waitsAnIntervalAfterAnAnswerAndBacksOffAfterNone(Outcome outcome, int failures, Duration pause) {
        for (var id : ids(200)) {
            var wait = Duration.between(NOW, NEXT.after(id, outcome, failures, NOW));

            assertThat(wait)
                    .isBetween(
                            pause.multipliedBy(9).dividedBy(10),
                            pause.multipliedBy(11).dividedBy(10));
        }
    }

    @Test
    void spreadsFirstChecksEvenlyOverOneInterval() {
        var perHour = ids(2400).stream()
                .map(id -> Duration.between(NOW, NEXT.first(id, NOW)))
                .collect(Collectors.groupingBy(Duration::toHours, Collectors.counting()));

        assertThat(perHour).hasSize(24);
        assertThat(perHour.values()).allSatisfy(count -> assertThat(count).isBetween(50L, 150L));
    }

    @Test
    void theSameArgumentsGiveTheSameInstant() {
        var id = ids(1).iterator().next();

        assertThat(NEXT.after(id, Outcome.OK, 0, NOW)).isEqualTo(NEXT.after(id, Outcome.OK, 0, NOW));
        assertThat(NEXT.first(id, NOW)).isEqualTo(NEXT.first(id, NOW));
    }

    @Test
    void theBackoffNeverExceedsAShortInterval() {
        var hurried = new NextCheck(Duration.ofSeconds(10), ofHours(1));

        var next = hurried.after(ids(1).iterator().next(), Outcome.TRANSIENT, 1, NOW);

        assertThat(next).isBefore(NOW.plusSeconds(12));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1M", "PT-1S, PT1M", "PT24H, PT0S"})
    void refusesSettingsThatWouldCheckWithoutPause(Duration interval, Duration backoff) {
        assertThatThrownBy(() -> new NextCheck(interval, backoff)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<UUID> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new UUID(0x0190000000007000L + i, 0x8000000000000000L + i * 31L))
                .collect(Collectors.toSet());
    }
}
