package io.latchkey.broker.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OAuth2TokensTest {
    private static final Instant OBTAINED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void aTokenServesWhileItOutlivesWhatIsAsked() {
        var tokens = lasting(Duration.ofMinutes(10));

        assertThat(tokens.servesFor(MINUTE, OBTAINED.plus(Duration.ofMinutes(8))))
                .isTrue();
        assertThat(tokens.servesFor(MINUTE, OBTAINED.plus(Duration.ofMinutes(9))))
                .isFalse();
    }

    @Test
    void noMoreThanHalfOfItsLifeCanBeAsked() {
        var tokens = lasting(Duration.ofSeconds(20));

        assertThat(tokens.servesFor(MINUTE, OBTAINED.plusSeconds(9))).isTrue();
        assertThat(tokens.servesFor(MINUTE, OBTAINED.plusSeconds(10))).isFalse();
    }

    @Test
    void aTokenWithoutEndServesForEver() {
        var tokens = new OAuth2Tokens(Secret.of("a"), null, OBTAINED, null, null);

        assertThat(tokens.servesFor(Duration.ofDays(1000), OBTAINED)).isTrue();
        assertThat(tokens.validAt(OBTAINED.plus(Duration.ofDays(9999)))).isTrue();
    }

    @Test
    void nothingShowsASecret() {
        assertThat(lasting(MINUTE).toString()).doesNotContain("s3cr3t").contains("***");
    }

    private static OAuth2Tokens lasting(Duration life) {
        return new OAuth2Tokens(Secret.of("s3cr3t"), Secret.of("s3cr3t-too"), OBTAINED, OBTAINED.plus(life), null);
    }
}
