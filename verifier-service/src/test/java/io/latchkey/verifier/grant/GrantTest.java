package io.latchkey.verifier.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrantTest {
    @Test
    void endsAtItsEndAndNotBefore() {
        var grant = Grants.lasting(Duration.ofDays(1));

        assertThat(grant.endedBy(grant.expiresAt().minusMillis(1))).isFalse();
        assertThat(grant.endedBy(grant.expiresAt())).isTrue();
    }

    @Test
    void withoutAKnownEndNeverEnds() {
        assertThat(Grants.lasting(null).endedBy(Instant.MAX)).isFalse();
    }

    @Test
    void equalsTheStoredOneThoughTheDatabaseKeepsMicrosecondsOnly() {
        var stored = Grants.lasting(Duration.ofDays(1));

        assertThat(Grants.lasting(Duration.ofDays(1).plusNanos(999))).isEqualTo(stored);
        assertThat(Grants.lasting(Duration.ofDays(1).plusNanos(1000))).isNotEqualTo(stored);
    }
}
