package io.latchkey.broker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.provider.OAuth2.Assertion;
import io.latchkey.broker.provider.OAuth2.Reply;
import io.latchkey.broker.remote.Answers;
import io.latchkey.broker.secret.Tokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRepliesTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Reply STANDARD = reply("/access_token", null);

    @Test
    void readsTheStandardReply() {
        var reply =
                read("{\"access_token\":\"a\",\"refresh_token\":\"r\",\"token_type\":\"bearer\",\"expires_in\":3600,"
                        + "\"refresh_expires_in\":7200,\"scope\":\"one two\"}");

        assertThat(reply.tokens().accessToken().reveal()).isEqualTo("a");
        assertThat(reply.tokens().refreshToken().reveal()).isEqualTo("r");
        assertThat(reply.tokens().authorization()).isEqualTo("Bearer a");
        assertThat(reply.tokens().accessTokenExpiresAt()).isEqualTo(BEGUN.plusSeconds(3600));
        assertThat(reply.tokens().refreshTokenExpiresAt()).isEqualTo(BEGUN.plusSeconds(7200));
        assertThat(reply.scopes()).containsExactly("one", "two");
    }

    @Test
    void readsAFormEncodedReply() {
        var reply = read("access_token=a%2Bb&token_type=bearer&scope=repo%2Cuser&expires_in=10");

        assertThat(reply.tokens().accessToken().reveal()).isEqualTo("a+b");
        assertThat(reply.tokens().accessTokenExpiresAt()).isEqualTo(BEGUN.plusSeconds(10));
        assertThat(reply.scopes()).containsExactly("repo", "user");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"expires_in\":60|2026-03-01T12:01:00Z",
                "\"expires_in\":\"60\"|2026-03-01T12:01:00Z",
                "\"expires_in\":60.9|2026-03-01T12:01:00Z",
                "\"expires_at\":\"2026-03-01T13:00:00Z\"|2026-03-01T13:00:00Z",
                "\"expires_at\":\"2026-03-01T14:00:00+01:00\"|2026-03-01T13:00:00Z",
                "\"expires_at\":1772370000|2026-03-01T13:00:00Z",
                "\"expires_at\":\"1772370000\"|2026-03-01T13:00:00Z",
                "\"expires_at\":1772370000000|2026-03-01T13:00:00Z",
                "\"expires_in\":60,\"expires_at\":1772370000|2026-03-01T12:01:00Z"
            })
    void readsEveryWayToTellAnEnd(String field, Instant end) {
        assertThat(read("{\"access_token\":\"a\"," + field + "}").tokens().accessTokenExpiresAt())
                .isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expires_in\":0",
                "\"expires_in\":null",
                "\"expires_in\":\"\"",
                "\"expires_in\":\"soon\"",
                "\"expires_in\":-5",
                "\"expires_at\":\"tomorrow\"",
                "\"x\":1"
            })
    void withoutAnEndATokenDoesNotExpire(String field) {
        assertThat(read("{\"access_token\":\"a\"," + field + "}").tokens().accessTokenExpiresAt())
                .isNull();
    }

    @Test
    void anAbsurdLifeIsCutAndNotAnError() {
        var tokens = read("{\"access_token\":\"a\",\"expires_in\":999999999999999999}")
                .tokens();

        assertThat(tokens.accessTokenExpiresAt()).isAfter(BEGUN).isBefore(BEGUN.plusSeconds(4_000_000_000L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"a b\"|a,b", "\"a,b\"|a,b", "\"a, b\"|a,b", "[\"a\",\"b\"]|a,b", "\"\"|''"})
    void readsEveryWayToTellScopes(String scope, String expected) {
        assertThat(read("{\"access_token\":\"t\",\"scope\":" + scope + "}").scopes())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void whereNoScopeIsToldThoseAskedForWereGranted() {
        assertThat(read("{\"access_token\":\"t\"}").scopesOr(List.of("asked"))).containsExactly("asked");
        assertThat(read("{\"access_token\":\"t\",\"scope\":\"less\"}").scopesOr(List.of("asked")))
                .containsExactly("less");
    }

    @Test
    void findsATokenThatIsNested() {
        var rules = reply("/authed_user/access_token", new Assertion("/ok", "true"));
        var answer = Answers.of(200, "{\"ok\":true,\"authed_user\":{\"access_token\":\"u\"}}");

        assertThat(TokenReplies.isError(answer, rules)).isFalse();
        assertThat(TokenReplies.read(answer, rules, BEGUN)
                        .orElseThrow()
                        .tokens()
                        .accessToken()
                        .reveal())
                .isEqualTo("u");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"bad_verification_code\"}",
                "{\"error\":{\"code\":190}}",
                "error=bad_verification_code&error_description=x"
            })
    void a200WithAnErrorIsAnError(String body) {
        assertThat(TokenReplies.isError(Answers.of(200, body), STANDARD)).isTrue();
    }

    @Test
    void a200ThatDoesNotSayOkIsAnErrorWhereTheProviderSaysIt() {
        var rules = reply("/access_token", new Assertion("/ok", "true"));

        assertThat(TokenReplies.isError(Answers.of(200, "{\"ok\":false}"), rules))
                .isTrue();
        assertThat(TokenReplies.isError(Answers.of(200, "{\"access_token\":\"a\"}"), rules))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "{", "[]", "null", "{\"access_token\":\"\"}", "{\"access_token\":{}}", "%%%=1"})
    void nonsenseHasNoToken(String body) {
        assertThat(TokenReplies.read(Answers.of(200, body), STANDARD, BEGUN)).isEmpty();
    }

    @Test
    void aReplyWithoutRefreshTokenKeepsTheOldOne() {
        var before = read("{\"access_token\":\"a\",\"refresh_token\":\"r\"}").tokens();
        Tokens after = read("{\"access_token\":\"b\"}").tokens();

        assertThat(after.orRefreshTokenOf(before).refreshToken().reveal()).isEqualTo("r");
        assertThat(after.orRefreshTokenOf(before).accessToken().reveal()).isEqualTo("b");
    }

    private static TokenReply read(String body) {
        return TokenReplies.read(Answers.of(200, body), STANDARD, BEGUN).orElseThrow();
    }

    private static Reply reply(String accessToken, Assertion success) {
        return new Reply(accessToken, null, null, null, null, null, null, null, success);
    }
}
