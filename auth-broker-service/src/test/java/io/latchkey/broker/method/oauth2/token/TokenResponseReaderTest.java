package io.latchkey.broker.method.oauth2.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.contracts.connection.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResponseReaderTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResponseRules STANDARD =
            new ResponseRules(null, null, null, null, null, null, null, null, null, List.of(), null, Set.of());
    private static final ResponseRules TELLS_SUCCESS = new ResponseRules(
            "/access_token",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            Assertion.equal("/ok", "true"),
            Set.of());

    @Test
    void anAccessTokenCountsWhereTheMemberForSuccessIsMissing() {
        assertThat(read("{\"access_token\":\"a\"}").accessToken()).isEqualTo(Secret.of("a"));
        assertThat(read("{\"access_token\":\"a\",\"refresh_token\":\"sent\"}").accessToken())
                .isEqualTo(Secret.of("a"));
    }

    @Test
    void withoutAnAccessTokenTheResponseIsInDoubt() {
        assertThatThrownBy(() -> read("{}")).isInstanceOfSatisfying(ProviderException.class, refused -> assertThat(
                        refused.failure().inDoubt())
                .isTrue());
    }

    @Test
    void whatSaysThatItFailedIsAnErrorBesideAnAccessTokenToo() {
        assertThatThrownBy(() -> read("{\"access_token\":\"a\",\"ok\":false}")).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> read("{\"access_token\":\"a\",\"error\":\"nope\"}"))
                .isInstanceOf(ProviderException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"code\":\"RATE_LIMITED\"}]}",
                "{\"code\":\"temporarily_unavailable\"}",
                "{\"error_code\":\"temporarily_unavailable\"}",
                "{\"errorCode\":\"E77\"}",
                "{\"fault\":{\"code\":\"server_error\"}}",
                "{\"error\":{\"message\":\"busy\",\"code\":0}}",
                "{\"status\":\"error\"}",
                "{\"success\":false}",
                "{\"ok\":false}",
                "error=temporarily_unavailable"
            })
    void anErrorAnywhereIsAnErrorAndNoDoubt(String body) {
        for (var rules : new ResponseRules[] {TELLS_SUCCESS, STANDARD}) {
            var failure = failure(Answers.of(200, body), rules);

            assertThat(failure.inDoubt()).isFalse();
            assertThat(failure.unanswered()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"code\":0}",
                "{\"code\":\"200\",\"status\":\"success\"}",
                "{\"error\":null}",
                "{\"error\":false}",
                "{\"error\":{\"code\":\"ok\",\"message\":\"\"}}",
                "{\"success\":true}",
                "{\"access_tok"
            })
    void whatSaysNothingOfAnErrorIsInDoubt(String body) {
        assertThat(failure(Answers.of(200, body), STANDARD).inDoubt()).isTrue();
    }

    @Test
    void aPageOrNothingIsNoAnswer() {
        assertThat(failure(Answers.of(200, ""), STANDARD).unanswered()).isTrue();
        assertThat(failure(Answers.of(200, "<html>x</html>", Map.of("Content-Type", "text/html")), STANDARD)
                        .unanswered())
                .isTrue();
    }

    @Test
    void anAccessTokenCountsThoughTheRestDidNotCome() {
        var lost = new Failure(Outcome.TRANSIENT, null, "connection", null, null);
        var reply = reply(new Received(Answers.cut("{\"access_token\":\"a\",\"refr"), lost), STANDARD);

        assertThat(reply.accessToken()).isEqualTo(Secret.of("a"));
        assertThat(reply.refreshTokenUnreadable()).isTrue();
    }

    /** Looker answers 404 to a client that it does not know. A documented code takes precedence over the status. */
    @Test
    void aStatusCanRefuseTheClient() {
        var rules =
                new ResponseRules(null, null, null, null, null, null, null, null, null, List.of(), null, Set.of(404));

        var refused = failure(Answers.of(404, "{\"message\":\"Not found\"}"), rules);
        assertThat(refused.refusesClient()).isTrue();
        assertThat(refused.refusesOwnClient()).isTrue();
        assertThat(failure(Answers.of(404, "{\"error\":\"invalid_grant\"}"), rules)
                        .permanent())
                .isTrue();
        assertThat(failure(Answers.of(404, ""), STANDARD).refusesClient()).isFalse();
    }

    private static Failure failure(ProviderResponse answer, ResponseRules rules) {
        return catchThrowableOfType(ProviderException.class, () -> reply(new Received(answer, null), rules))
                .failure();
    }

    private static TokenResponse reply(Received received, ResponseRules rules) {
        return new TokenResponseReader(rules, Declared.none(), received, BEGUN, BEGUN).refreshed(Secret.of("sent"));
    }

    private static TokenResponse read(String body) {
        return reply(new Received(Answers.of(200, body), null), TELLS_SUCCESS);
    }
}
