package io.latchkey.broker.method.oauth2.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.RefreshEnd;
import io.latchkey.contracts.connection.Permissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantTermsTest {
    private static final Instant OBTAINED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ACCESS_END = OBTAINED.plus(Duration.ofHours(1));
    private static final Instant REFRESH_END = OBTAINED.plus(Duration.ofDays(40));

    @Test
    void withoutARefreshTokenTheGrantEndsWithItsAccessToken() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.SLIDING), tokens(null, null)))
                .isEqualTo(ACCESS_END);
        assertThat(keepAliveAt(grant(RefreshEnd.SLIDING), tokens(null, null))).isNull();
    }

    @Test
    void aFixedEndIsTheEndAndNothingKeepsItAlive() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.FIXED), tokens("r", REFRESH_END)))
                .isEqualTo(REFRESH_END);
        assertThat(keepAliveAt(grant(RefreshEnd.FIXED), tokens("r", REFRESH_END)))
                .isNull();
    }

    @Test
    void aSlidingEndIsMovedInTime() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.SLIDING), tokens("r", REFRESH_END)))
                .isNull();
        assertThat(keepAliveAt(grant(RefreshEnd.SLIDING), tokens("r", REFRESH_END)))
                .isEqualTo(OBTAINED.plus(Duration.ofDays(30)));
    }

    @Test
    void anIdleLimitThatTheReplyDoesNotTellComesFromTheCatalogue() {
        var grant = new GrantRules(null, RefreshEnd.NONE, Duration.ofDays(60), null, null);

        assertThat(GrantTerms.expiresAt(grant, tokens("r", null))).isNull();
        assertThat(keepAliveAt(grant, tokens("r", null))).isEqualTo(OBTAINED.plus(Duration.ofDays(45)));
    }

    @Test
    void anAbsoluteLimitCountsFromTheConsentAndStaysWhileRefreshesKeepTheGrantAlive() {
        var rules = new GrantRules(null, RefreshEnd.NONE, Duration.ofDays(30), Duration.ofDays(365), null);
        var end = OBTAINED.plus(Duration.ofDays(365));
        var begun = OBTAINED.plus(Duration.ofDays(20));
        var reply = new TokenResponse(Secret.of("a2"), Secret.of("r2"), false, begun, null, null, null, Map.of());

        assertThat(GrantTerms.expiresAt(rules, tokens("r", null))).isEqualTo(end);
        assertThat(GrantTerms.expiresAt(rules, reply, granted(OBTAINED, null, end)))
                .isEqualTo(end);
        assertThat(GrantTerms.keepAliveAt(rules, granted(begun, null, end)))
                .isEqualTo(begun.plus(Duration.ofDays(30).multipliedBy(3).dividedBy(4)));
    }

    @Test
    void aGrantOfWhichNothingIsToldLivesForEver() {
        assertThat(GrantTerms.expiresAt(grant(RefreshEnd.NONE), tokens("r", REFRESH_END)))
                .isNull();
        assertThat(keepAliveAt(grant(RefreshEnd.NONE), tokens("r", REFRESH_END)))
                .isNull();
    }

    @Test
    void anEndThatHasPassedBeforehandKeepsNothingAlive() {
        assertThat(keepAliveAt(grant(RefreshEnd.SLIDING), tokens("r", OBTAINED.minusSeconds(1))))
                .isNull();
    }

    @Test
    void aSlidingEndThatARefreshDoesNotMoveIsTheEnd() {
        var before = granted(OBTAINED, REFRESH_END, null);

        var same = refreshed(before, Duration.ofDays(10), REFRESH_END.plusSeconds(3));
        var moved = refreshed(before, Duration.ofDays(10), REFRESH_END.plus(Duration.ofDays(10)));

        assertThat(same.expiresAt()).isEqualTo(REFRESH_END.plusSeconds(3));
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), same)).isNull();
        assertThat(moved.expiresAt()).isNull();
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), moved)).isNotNull();
    }

    @Test
    void anEndThatMovesAgainSlides() {
        var stuck = granted(OBTAINED, REFRESH_END, REFRESH_END);

        assertThat(refreshed(stuck, Duration.ofHours(1), REFRESH_END.plus(Duration.ofHours(1)))
                        .expiresAt())
                .isNull();
    }

    @Test
    void twoRefreshesInARowAndSilenceProveNothing() {
        var sliding = granted(OBTAINED, REFRESH_END, null);
        var stuck = granted(OBTAINED, REFRESH_END, REFRESH_END);

        assertThat(refreshed(sliding, Duration.ofSeconds(4), REFRESH_END.plusSeconds(4))
                        .expiresAt())
                .isNull();
        assertThat(refreshed(stuck, Duration.ofSeconds(4), REFRESH_END).expiresAt())
                .isEqualTo(REFRESH_END);
        assertThat(refreshed(sliding, Duration.ofDays(1), null).expiresAt()).isNull();
    }

    @Test
    void shrinkingWindowsAreNotKeptAliveEverMoreOften() {
        var grant = granted(OBTAINED, REFRESH_END, null);
        for (int i = 0; i < 8; i++) {
            var next = GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), grant);
            assertThat(next)
                    .isAfterOrEqualTo(
                            OAuth2Tokens.of(grant.material()).obtainedAt().plus(Duration.ofMinutes(1)));
            grant = granted(next, REFRESH_END, null);
        }
        var close = granted(REFRESH_END.minusSeconds(40), REFRESH_END, null);
        assertThat(GrantTerms.keepAliveAt(grant(RefreshEnd.SLIDING), close)).isEqualTo(REFRESH_END.plusSeconds(20));
    }

    private static GrantRules grant(RefreshEnd end) {
        return new GrantRules(null, end, null, null, null);
    }

    private static Grant granted(Instant obtained, Instant refreshEnd, Instant end) {
        return new Grant(tokens("r", obtained, refreshEnd), List.of(), Permissions.requested(List.of()), end, null);
    }

    private static Grant refreshed(Grant before, Duration later, Instant refreshEnd) {
        var obtained = OAuth2Tokens.of(before.material()).obtainedAt().plus(later);
        var reply = new TokenResponse(
                Secret.of("a2"), Secret.of("r2"), false, obtained, ACCESS_END, refreshEnd, null, Map.of());
        var end = GrantTerms.expiresAt(grant(RefreshEnd.SLIDING), reply, before);
        return granted(obtained, refreshEnd, end);
    }

    private static Instant keepAliveAt(GrantRules rules, OAuth2Tokens tokens) {
        var grant = new Grant(
                tokens, List.of(), Permissions.requested(List.of()), GrantTerms.expiresAt(rules, tokens), null);
        return GrantTerms.keepAliveAt(rules, grant);
    }

    private static OAuth2Tokens tokens(String refreshToken, Instant refreshEnd) {
        return tokens(refreshToken, OBTAINED, refreshEnd);
    }

    private static OAuth2Tokens tokens(String refreshToken, Instant obtained, Instant refreshEnd) {
        return new OAuth2Tokens(
                Secret.of("a"),
                refreshToken == null ? null : Secret.of(refreshToken),
                obtained,
                ACCESS_END,
                refreshEnd);
    }
}
