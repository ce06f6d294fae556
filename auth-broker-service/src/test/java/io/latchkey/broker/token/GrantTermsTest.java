package io.latchkey.broker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.provider.OAuth2.Grant;
import io.latchkey.broker.provider.OAuth2.RefreshEnd;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrantTermsTest {
    private static final Instant OBTAINED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ACCESS_END = OBTAINED.plus(Duration.ofHours(1));
    private static final Instant REFRESH_END = OBTAINED.plus(Duration.ofDays(40));

    @Test
    void withoutARefreshTokenTheGrantEndsWithItsAccessToken() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.SLIDING), tokens(null, null)))
                .isEqualTo(ACCESS_END);
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), tokens(null, null)))
                .isNull();
    }

    @Test
    void aFixedEndIsTheEndAndNothingKeepsItAlive() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.FIXED), tokens("r", REFRESH_END)))
                .isEqualTo(REFRESH_END);
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.FIXED), tokens("r", REFRESH_END)))
                .isNull();
    }

    @Test
    void aSlidingEndIsMovedInTime() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.SLIDING), tokens("r", REFRESH_END)))
                .isNull();
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), tokens("r", REFRESH_END)))
                .isEqualTo(OBTAINED.plus(Duration.ofDays(30)));
    }

    @Test
    void anIdleLimitThatTheReplyDoesNotTellComesFromTheCatalogue() {
        var grant = new Grant(true, RefreshEnd.NONE, Duration.ofDays(60));

        assertThat(GrantTerms.expiresAt(grant, tokens("r", null))).isNull();
        assertThat(GrantTerms.keepAliveAt(grant, tokens("r", null))).isEqualTo(OBTAINED.plus(Duration.ofDays(45)));
    }

    @Test
    void aGrantOfWhichNothingIsToldLivesForEver() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.NONE), tokens("r", REFRESH_END)))
                .isNull();
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.NONE), tokens("r", REFRESH_END)))
                .isNull();
    }

    @Test
    void anEndThatHasPassedBeforehandKeepsNothingAlive() {
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), tokens("r", OBTAINED.minusSeconds(1))))
                .isNull();
    }

    private static Grant grant(RefreshEnd end) {
        return new Grant(true, end, null);
    }

    private static Tokens tokens(String refreshToken, Instant refreshEnd) {
        return new Tokens(
                Secret.of("a"),
                refreshToken == null ? null : Secret.of(refreshToken),
                OBTAINED,
                ACCESS_END,
                refreshEnd);
    }
}
