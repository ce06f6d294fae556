package io.latchkey.broker.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpentTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void allTokensOfTheLastDayAreKeptTheLatestFirst() {
        assertThat(spent(100, Duration.ofMinutes(10)).hashes())
                .hasSize(100)
                .startsWith("hash-99", "hash-98")
                .endsWith("hash-0");
    }

    @Test
    void aTokenThatWasSpentLongAgoIsForgotten() {
        assertThat(spent(100, Duration.ofHours(1)).hashes()).hasSize(49).endsWith("hash-51");
    }

    @Test
    void aFewTokensAreKeptHoweverLongAgoTheyWereSpent() {
        assertThat(spent(100, Duration.ofDays(30)).hashes()).hasSize(8).endsWith("hash-92");
    }

    @Test
    void thereIsALimit() {
        var spent = spent(1000, Duration.ofSeconds(30));

        assertThat(spent.hashes()).hasSize(256);
        assertThat(spent.spentAt()).hasSize(256);
    }

    private static SpentTokens spent(int tokens, Duration apart) {
        var spent = SpentTokens.NONE;
        for (int i = 0; i < tokens; i++) {
            spent = spent.with("hash-" + i, NOW.plus(apart.multipliedBy(i)));
        }
        return spent;
    }
}
