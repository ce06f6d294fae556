package io.latchkey.broker.method.oauth2.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.broker.upstream.RandomAnswers;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.oauth2.ResponseRules;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.testkit.random.Inputs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds for every token response. */
class TokenResponsePropertiesTest {
    private static final int INPUTS = 100_000;
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret SENT = Secret.of("sent");
    private static final Failure CUT = new Failure(Outcome.TRANSIENT, null, "connection", null, null);
    private static final ResponseRules STANDARD = rules("{}");
    private static final ResponseRules NESTED = rules(
            "{access-token: /data/access_token, refresh-token: /data/refresh_token, success: {pointer: /ok, equals: 'true'}}");
    private static final List<ProviderErrors> ERRORS =
            List.of(Declared.none(), Declared.by("slack"), Declared.by("github"));

    @Test
    void aResponseIsReadOrRefusedWithAFailure() {
        Inputs.check(INPUTS, chance -> {
            var answer = new RandomAnswers(chance).any();
            var received = new Received(answer, chance.oneIn(4) ? CUT : null);
            var reader = new TokenResponseReader(
                    chance.oneOf(STANDARD, NESTED),
                    ERRORS.get(chance.below(ERRORS.size())),
                    received,
                    BEGUN,
                    BEGUN.plusSeconds(1));
            try {
                isPlausible(chance.oneIn(2) ? reader.exchanged().reply() : reader.refreshed(SENT));
            } catch (ProviderException refused) {
                assertThat(refused.failure().detail()).matches("[a-z0-9_.-]{1,64}");
            }
        });
    }

    private static void isPlausible(TokenResponse reply) {
        assertThat(reply.accessToken() != null || reply.refreshToken() != null).isTrue();
        for (var end : new Instant[] {reply.accessTokenExpiresAt(), reply.refreshTokenExpiresAt()}) {
            if (end != null) {
                assertThat(end).isBetween(BEGUN, BEGUN.plus(Duration.ofDays(3654)));
            }
        }
        if (reply.scopes() != null) {
            assertThat(reply.scopes()).isNotEmpty().noneMatch(String::isEmpty);
        }
    }

    @Test
    void noRefreshTokenThatArrivesIsLost() {
        Inputs.check(INPUTS, chance -> {
            var token = chance.word() + "." + chance.word();
            var answers = new RandomAnswers(chance);
            var read = TokenResponseParser.read(answers.with(token), STANDARD, BEGUN);

            assertThat(read.refreshToken()).as(answers::body).isEqualTo(Secret.of(token));
        });
    }

    private static ResponseRules rules(String response) {
        return Declared.oauth2("""
                - id: oauth2
                  type: oauth2-code
                  authorize: {url: "https://acme.example/authorize"}
                  token: {url: "https://acme.example/token", client-authentication: basic, response: %s}
                """.formatted(response)).oauth2().token().response();
    }
}
