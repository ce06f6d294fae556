package io.latchkey.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationSettingsTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant NOW = BEGUN.plusSeconds(60);

    private final RevocationSettings settings = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(RevocationSettings.class)
            .build()
            .getConfigMapping(RevocationSettings.class);

    @Test
    void revocationsThatFailTogetherAreNotRetriedTogether() {
        assertThat(nextAttempts(null).distinct().limit(2)).hasSize(2);
        assertThat(nextAttempts(null))
                .allSatisfy(next -> assertThat(next).isBetween(NOW.plusSeconds(8), NOW.plusMillis(9_600)));
    }

    @Test
    void theNextAttemptIsNotBeforeTheTimeThatTheProviderAsksFor() {
        assertThat(nextAttempts(Duration.ofMinutes(5)))
                .allSatisfy(next -> assertThat(next).isEqualTo(NOW.plusSeconds(300)));
        assertThat(nextAttempts(Duration.ofDays(5)))
                .allSatisfy(next -> assertThat(next).isEqualTo(BEGUN.plus(settings.giveUpAfter())));
    }

    private Stream<Instant> nextAttempts(@Nullable Duration retryAfter) {
        var failure = new ProviderException(new Failure(Outcome.TRANSIENT, null, "http_503", 503, retryAfter));
        return IntStream.range(0, 100).mapToObj(none -> settings.nextAttempt(2, failure, BEGUN, NOW));
    }
}
