package io.latchkey.broker.upstream.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.RandomAnswers;
import io.latchkey.testkit.random.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds for every response of an API: those of probes, identities and revocations. */
class ProviderErrorsPropertiesTest {
    private static final int INPUTS = 100_000;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void everyRefusalHasAMeaningAndQuotesNothing() {
        var errors = Declared.by("slack");

        Inputs.check(INPUTS, chance -> {
            var answer = new RandomAnswers(chance).any();

            assertThat(errors.atApi(answer, NOW).detail()).matches("[a-z0-9_.-]{1,64}");
            assertThat(errors.atTokenEndpoint(answer, NOW).detail()).matches("[a-z0-9_.-]{1,64}");
            assertThat(answer.name("/sub").filter(String::isBlank)).isEmpty();
            assertThat(answer.text("/data/id").filter(String::isBlank)).isEmpty();
        });
    }

    @Test
    void everyRetryAfterIsAPauseOrNone() {
        Inputs.check(INPUTS, chance -> {
            var answer = Answers.of(503, "", Map.of("Retry-After", new RandomAnswers(chance).header()));
            var pause = RetryAfter.of(answer, NOW);

            if (pause != null) {
                assertThat(pause).isGreaterThanOrEqualTo(Duration.ZERO);
            }
        });
    }
}
