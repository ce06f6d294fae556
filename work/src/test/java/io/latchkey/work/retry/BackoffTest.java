package io.latchkey.work.retry;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(ofSeconds(2), ofSeconds(60));

    @Test
    void eachFailureDoublesThePauseUpToTheLimit() {
        assertThat(IntStream.of(0, 1, 2, 3, 5, 6, 1_000_000).mapToObj(backoff::after))
                .containsExactly(
                        ofSeconds(2),
                        ofSeconds(2),
                        ofSeconds(4),
                        ofSeconds(8),
                        ofSeconds(32),
                        ofSeconds(60),
                        ofSeconds(60));
        assertThat(backoff.next(ofSeconds(8))).isEqualTo(ofSeconds(16));
        assertThat(backoff.next(ofSeconds(32))).isEqualTo(ofSeconds(60));
    }

    @Test
    void aFirstPauseAboveTheLimitCountsAsTheLimit() {
        assertThat(new Backoff(ofSeconds(5), ofSeconds(3)).after(1)).isEqualTo(ofSeconds(3));
    }

    @Test
    void jitterAddsUpToAFifth() {
        assertThat(new Random(1).ints(500).mapToObj(seed -> Backoff.withJitter(ofSeconds(10), new Random(seed))))
                .allSatisfy(pause -> assertThat(pause).isBetween(ofSeconds(10), ofSeconds(12)))
                .contains(ofSeconds(10), ofSeconds(12));
    }

    @Test
    void theServersWishCountsUpToAnHour() {
        assertThat(Backoff.atLeast(null, ofSeconds(3))).isEqualTo(ofSeconds(3));
        assertThat(Backoff.atLeast(ofSeconds(2), ofSeconds(3))).isEqualTo(ofSeconds(3));
        assertThat(Backoff.atLeast(ofSeconds(9), ofSeconds(3))).isEqualTo(ofSeconds(9));
        assertThat(Backoff.atLeast(Duration.ofDays(9), ofSeconds(3))).isEqualTo(ofHours(1));
    }
}
