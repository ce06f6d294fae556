package io.latchkey.broker.method.oauth2.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResponseParserTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResponseRules STANDARD = reply("/access_token", null);

    @Test
    void readsTheStandardReply() {
        var reply =
                read("{\"access_token\":\"a\",\"refresh_token\":\"r\",\"token_type\":\"bearer\",\"expires_in\":3600,"
                        + "\"refresh_expires_in\":7200,\"scope\":\"one two\"}");

        assertThat(reply.tokens().accessToken().reveal()).isEqualTo("a");
        assertThat(reply.tokens().refreshToken().reveal()).isEqualTo("r");
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

    @Test
    void readsEachEndFromItsOwnMembers() {
        var tokens = read("{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_at\":1772370000,"
                        + "\"refresh_expires_at\":\"2026-03-02T12:00:00Z\"}")
                .tokens();

        assertThat(tokens.accessTokenExpiresAt()).isEqualTo(BEGUN.plusSeconds(3600));
        assertThat(tokens.refreshTokenExpiresAt()).isEqualTo(BEGUN.plusSeconds(86400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a b\"|a,b",
                "\"a,b\"|a,b",
                "\"a, b\"|a,b",
                "[\"a\",\"b\"]|a,b",
                "[4,6]|4,6",
                "\"a;b\"|a,b",
                "\"a+b:read\"|a,b:read",
                "\"[\\\"a\\\",\\\"b\\\"]\"|a,b",
                "[\"a\",null,\" \",{}]|a"
            })
    void readsEveryWayToTellScopes(String scope, String expected) {
        assertThat(read("{\"access_token\":\"t\",\"scope\":" + scope + "}").scopes())
                .isEqualTo(List.of(expected.split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" \"",
                "\",\"",
                "null",
                "[]",
                "[null]",
                "[\"\"]",
                "{}",
                "{\"a\":true}",
                "true",
                "7",
                "\"null\"",
                "\"undefined\"",
                "\"none\"",
                "\"[]\"",
                "\"\\\"\"",
                "[\"null\"]"
            })
    void anEmptyOrUnreadableScopeSaysNothing(String scope) {
        var reply = read("{\"access_token\":\"t\",\"scope\":" + scope + "}");

        assertThat(reply.scopes()).isNull();
        assertThat(reply.scopesOr(List.of("asked"))).containsExactly("asked");
    }

    @Test
    void whereNoScopeIsToldThoseAskedForWereGranted() {
        assertThat(read("{\"access_token\":\"t\"}").scopesOr(List.of("asked"))).containsExactly("asked");
        assertThat(read("{\"access_token\":\"t\",\"scope\":\"less\"}").scopesOr(List.of("asked")))
                .containsExactly("less");
    }

    @Test
    void findsATokenThatIsNested() {
        var rules = reply("/authed_user/access_token", Assertion.equal("/ok", "true"));
        var answer = Answers.of(200, "{\"ok\":true,\"authed_user\":{\"access_token\":\"u\"}}");

        assertThat(TokenResponseParser.isError(answer, rules)).isFalse();
        assertThat(TokenResponseParser.read(answer, rules, BEGUN)
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
        assertThat(TokenResponseParser.isError(Answers.of(200, body), STANDARD)).isTrue();
    }

    @Test
    void a200ThatDoesNotSayOkIsAnErrorWhereTheProviderSaysIt() {
        var rules = reply("/access_token", Assertion.equal("/ok", "true"));

        assertThat(TokenResponseParser.isError(Answers.of(200, "{\"ok\":false}"), rules))
                .isTrue();
        assertThat(TokenResponseParser.isError(Answers.of(200, "{\"access_token\":\"a\"}"), rules))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\" \"",
                "false",
                "0",
                "{}",
                "[]",
                "{\"code\":\"ok\",\"message\":\"\"}",
                "{\"code\":0}"
            })
    void anErrorThatSaysNothingIsNone(String error) {
        var answer = Answers.of(200, "{\"access_token\":\"a\",\"error\":" + error + "}");

        assertThat(TokenResponseParser.isError(answer, STANDARD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "7", "{}", "[\"a\"]", "\"a\\n\""})
    void anOddAccessTokenIsNone(String token) {
        var reply = read("{\"access_token\":" + token + ",\"refresh_token\":\"r\"}");

        assertThat(reply.accessToken()).isNull();
        assertThat(reply.refreshToken()).isEqualTo(Secret.of("r"));
        assertThatThrownBy(reply::tokens).isInstanceOf(ProviderException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "7", "{}", "true"})
    void aReplyWithoutRefreshTokenKeepsTheOldOne(String token) {
        var after =
                read("{\"access_token\":\"b\",\"refresh_token\":" + token + "}").after(before());

        assertThat(after.refreshToken()).isEqualTo(Secret.of("r"));
        assertThat(after.accessToken()).isEqualTo(Secret.of("b"));
        assertThat(after.obtainedAt()).isEqualTo(BEGUN);
        assertThat(after.refreshTokenExpiresAt()).isEqualTo(BEGUN.plusSeconds(5000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"b\",\"refresh_token\":7}",
                "{\"access_token\":\"b\",\"refresh_token\":{\"token\":\"r2\"}}",
                "{\"access_token\":\"b\",\"refresh_token\":[\"r2\"]}",
                "{\"access_token\":\"b\",\"refresh_token\":\"a\\nb\"}",
                "{\"access_token\":\"b\",\"refresh_token\":null}",
                "{\"access_token\":\"b\",\"refresh_token\":\"\"}",
                "{\"access_token\":\"b\",\"refresh_token\":\" \"}",
                "{\"access_token\":\"b\",\"refresh_token\":\"null\"}",
                "{\"access_token\":\"b\",\"refresh_token\":false}",
                "{\"access_token\":\"b\",\"refresh_token\":{}}",
                "{\"access_token\":\"b\",\"refresh_token\":[]}",
                "{\"access_token\":\"b\",\"refreshToken\":\"r2\"}",
                "{\"access_token\":\"b\",\"REFRESH-TOKEN\":\"r2\"}",
                "{\"access_token\":\"b\",\"refresh\":{\"token\":\"r2\"}}",
                "{\"access_token\":\"b\",\"data\":[{\"refresh_token\":\"r2\"}]}",
                "{\"access_token\":\"b\"",
                "{\"access_token\":\"b\",",
                "{\"access_token\":\"b\",\"refresh_to",
                "{\"access_token\":\"b\",\"refresh_token\":\"r2",
                "{\"access_token\":\"b\",\"refresh_token\":",
                "{\"access_token\":\"b\",\"x\":[1",
                "{\"access_token\":\"b\",\"x\":bad}",
                "\"{\\\"access_token\\\":\\\"b\\\"\"",
                "access_token=b&refresh_token=%ZZ",
                "access_token=b&refresh_token=",
                "access_token=b&refresh_tok",
                "access_token=b&%ZZ=r2",
                "access_token=b&"
            })
    void aRefreshTokenThatMayHaveBeenSentIsNoSignThatTheOldOneIsKept(String body) {
        var reply = read(body);

        assertThat(reply.accessToken()).isEqualTo(Secret.of("b"));
        assertThat(reply.refreshToken()).isNull();
        assertThat(reply.refreshTokenUnreadable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"b\"}",
                "{\"access_token\":\"b\",\"refresh_token_expires_in\":7,\"scope\":\"refresh_token\"}",
                "{\"access_token\":\"b\",}",
                "[{\"access_token\":\"b\"}]",
                "\"{\\\"access_token\\\":\\\"b\\\"}\"",
                "access_token=b",
                "{\"access_token\":\"b\",\"refresh_token\":\"r2\"}",
                "{\"access_token\":\"b\",\"refresh_token\":\"r2\""
            })
    void oneThatWasNotSentOrCanBeReadIsNotUnreadable(String body) {
        assertThat(read(body).refreshTokenUnreadable()).isFalse();
    }

    @Test
    void ofAFormThatWasCutTheLastPairIsNotTrusted() {
        var reply = TokenResponseParser.read(Answers.cut("access_token=b&refresh_token=half"), STANDARD, BEGUN);

        assertThat(reply.accessToken()).isEqualTo(Secret.of("b"));
        assertThat(reply.refreshToken()).isNull();
        assertThat(reply.refreshTokenUnreadable()).isTrue();
        assertThat(TokenResponseParser.read(Answers.cut("{\"access_token\":\"b\"}"), STANDARD, BEGUN)
                        .refreshTokenUnreadable())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // declared, seen, sent nothing, sent something unreadable
        ",,false,true",
        ",false,false,false",
        ",true,true,true",
        "true,,true,true",
        "true,false,true,true",
        "false,,false,false",
        "false,true,true,true"
    })
    void whetherARefreshLosesTheRefreshTokenIsForCatalogAndSightToSay(
            Boolean declared, Boolean seen, boolean lostWithout, boolean lostUnreadable) {
        var rules = new GrantRules(declared, null, null, null, null);
        var before = new Grant(before(), List.of(), Permissions.requested(List.of()), null, seen);

        assertThat(read("{\"access_token\":\"b\"}").losesRefreshToken(rules, before))
                .isEqualTo(lostWithout);
        assertThat(read("{\"access_token\":\"b\",\"refresh_token\":null}").losesRefreshToken(rules, before))
                .isEqualTo(lostUnreadable);
        assertThat(read("{\"access_token\":\"b\",\"refresh_token\":\"r2\"}").losesRefreshToken(rules, before))
                .isFalse();
    }

    @Test
    void aReplyWithoutAccessTokenKeepsTheOldOneWithItsEnd() {
        var before = before();
        var after = read("{\"refresh_token\":\"r2\",\"expires_in\":60}").after(before);

        assertThat(after)
                .isEqualTo(new OAuth2Tokens(
                        before.accessToken(),
                        Secret.of("r2"),
                        before.obtainedAt(),
                        before.accessTokenExpiresAt(),
                        before.refreshTokenExpiresAt()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":1",
                "\"expires_in\":0",
                "\"expires_in\":-1",
                "\"expires_in\":\"soon\"",
                "\"expires_in\":1e300"
            })
    void aLifeThatIsNotToldIsTheOneKnown(String life) {
        assertThat(read("{\"access_token\":\"b\"," + life + "}").after(before()).accessTokenExpiresAt())
                .isEqualTo(BEGUN.plusSeconds(600));
    }

    @Test
    void anEndOfTheRefreshTokenThatTheRefreshOutlivedIsNotKept() {
        var before =
                new OAuth2Tokens(Secret.of("a"), Secret.of("r"), BEGUN.minusSeconds(900), null, BEGUN.minusSeconds(1));

        var after = read("{\"access_token\":\"b\"}").after(before);

        assertThat(after.refreshTokenExpiresAt()).isNull();
        assertThat(after.accessTokenExpiresAt()).isNull();
    }

    @Test
    void onlyAnotherRefreshTokenRenews() {
        var reply = read("{\"refresh_token\":\"r\"}");

        assertThat(reply.renews(Secret.of("r"))).isFalse();
        assertThat(reply.renews(Secret.of("other"))).isTrue();
        assertThat(reply.renews(null)).isTrue();
        assertThat(read("{}").renews(null)).isFalse();
    }

    /** Ten minutes of life, begun a quarter of an hour ago. */
    private static OAuth2Tokens before() {
        var obtained = BEGUN.minusSeconds(900);
        return new OAuth2Tokens(
                Secret.of("a"), Secret.of("r"), obtained, obtained.plusSeconds(600), BEGUN.plusSeconds(5000));
    }

    private static TokenResponse read(String body) {
        return TokenResponseParser.read(Answers.of(200, body), STANDARD, BEGUN);
    }

    private static ResponseRules reply(String accessToken, Assertion success) {
        return new ResponseRules(
                accessToken, null, null, null, null, null, null, null, null, List.of(), success, Set.of());
    }
}
