package io.latchkey.connection.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // the life, by how much the published end differs, whether that moves it
        "PT2M, PT5S, false", // a hundredth would be 1.2 s; 5 s at least
        "PT2M, PT5.001S, true",
        "PT2M, PT-5.001S, true",
        "PT1H, PT36S, false", // a hundredth
        "PT1H, PT36.001S, true",
        "PT1H, PT-36.001S, true",
        "P90D, PT1M, false", // a hundredth would be 21.6 h; 1 min at most
        "P90D, PT1M0.001S, true",
        "P90D, PT-1M-0.001S, true",
        "PT0S, PT5S, false",
        "PT0S, PT6S, true",
    })
    void anEndMovesOnlyByMoreThanArithmetic(Duration life, Duration difference, boolean moves) {
        var end = BEGUN.plus(life);
        var published = end.plus(difference);
        assertThat(grant(end).endAsReported(published)).isEqualTo(moves ? published : end);
    }

    @Test
    void anEndMayAppearAndGo() {
        assertThat(grant(null).endAsReported(BEGUN)).isEqualTo(BEGUN);
        assertThat(grant(BEGUN).endAsReported(null)).isNull();
    }

    @Test
    void anEndThatIsToldBackIsTheSameToTheMicrosecond() {
        var end = Instant.parse("2026-04-01T00:00:00.123456789Z");
        assertThat(grant(end).endsAt(end)).isTrue();
        assertThat(grant(end).endsAt(Instant.parse("2026-04-01T00:00:00.123456Z")))
                .isTrue();
        assertThat(grant(end).endsAt(end.plusMillis(1))).isFalse();
        assertThat(grant(null).endsAt(end)).isFalse();
    }

    @Test
    void aProviderMayNotTellWhoseAccountItIs() {
        var fact = new CredentialAuthorized(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "acme",
                1,
                1,
                BEGUN,
                UUID.randomUUID(),
                "oauth2",
                null,
                List.of(),
                Permissions.requested(List.of()),
                null,
                Map.of(),
                null);

        assertThat(Grant.of(fact).account()).isNull();
    }

    private static Grant grant(Instant end) {
        return new Grant("oauth2", null, List.of(), Permissions.requested(List.of()), Map.of(), null, 1, 1, BEGUN, end);
    }
}
