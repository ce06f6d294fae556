package io.latchkey.broker.method.oauth2.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.upstream.Answers;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.ProviderHttp.Received;
import io.latchkey.contracts.connection.Account;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseAccountTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String METHOD = """
            - id: oauth2
              type: oauth2-code
              authorize: {url: "https://acme.example/authorize", issuer: "https://acme.example"}
              token:
                url: https://acme.example/token
                client-authentication: post
                response: {account: %s}
            """;
    private static final String CLAIMS =
            "{\"iss\":\"https://acme.example\",\"aud\":\"client\",\"nonce\":\"n\",\"exp\":1800000060,\"sub\":\"7\",\"email\":\"ada@acme.example\"%s}";

    @Test
    void theResponseNamesTheAccount() {
        var provider = provider("{id: /user/id, label: /user/name}");

        assertThat(account(provider, "{\"user\":{\"id\":7,\"name\":\"Ada\"}}")).contains(new Account("7", "Ada"));
        assertThat(account(provider, "{\"user\":{\"id\":\"7\"}}")).contains(new Account("7", "7"));
        assertThat(account(provider, "{\"user\":{\"name\":\"Ada\"}}")).isEmpty();
    }

    @Test
    void theSameIdInTwoTenantsIsTwoAccounts() {
        var provider = provider("{id: /user, tenant: /team, label: /user}");

        assertThat(account(provider, "{\"user\":\"a/b\",\"team\":\"t\"}")).contains(new Account("t/a%2Fb", "a/b"));
        assertThat(account(provider, "{\"user\":\"b\",\"team\":\"t/a\"}")).contains(new Account("t%2Fa/b", "b"));
        assertThat(account(provider, "{\"user\":\"b\"}")).isEmpty();
    }

    @Test
    void theIdTokenNamesTheAccount() {
        assertThat(ofIdToken(jwt(CLAIMS.formatted("")))).contains(new Account("7", "ada@acme.example"));
        assertThat(ofIdToken(jwt(CLAIMS.replace("\"client\"", "[\"client\"]").formatted(""))))
                .isPresent();
        assertThat(ofIdToken(jwt(
                        CLAIMS.replace("\"client\"", "[\"other\",\"client\"]").formatted(",\"azp\":\"client\""))))
                .isPresent();
    }

    /** OpenID Connect Core 1.0, section 3.1.3.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example -> https://acme.example/",
                "\"client\" -> \"other\"",
                "\"client\" -> [\"other\",\"client\"]",
                "\"client\" -> []",
                "\"nonce\":\"n\", -> ",
                "\"n\" -> \"another\"",
                "1800000060 -> 1799999940",
                "\"exp\":1800000060, -> ",
                "\"7\" -> \"\""
            })
    void anIdTokenThatIsNotForThisAuthorizationNamesNobody(String change) {
        var parts = change.split(" -> ", -1);
        var claims = CLAIMS.formatted("");
        assertThat(claims).contains(parts[0]);

        assertThat(ofIdToken(jwt(claims.replace(parts[0], parts[1])))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c.d", "a.*.c", "a..c", "a.e30.c"})
    void whatIsNoIdTokenNamesNobody(String token) {
        assertThat(ofIdToken(token)).isEmpty();
    }

    @Test
    void anIdTokenNeedsTheIssuerToCompareItWith() {
        var method =
                METHOD.replace(", issuer: \"https://acme.example\"", "").formatted("{id-token: /id_token, id: /sub}");

        assertThatThrownBy(() -> Declared.oauth2(method))
                .rootCause()
                .hasMessageContaining(
                        "authorize.issuer is missing. The issuer of an ID token must be compared with it");
    }

    private static Optional<Account> ofIdToken(String token) {
        return account(provider("{id-token: /id_token, id: /sub, label: /email}"), "{\"id_token\":\"" + token + "\"}");
    }

    private static OAuth2Provider provider(String account) {
        return Declared.oauth2(METHOD.formatted(account));
    }

    private static Optional<Account> account(OAuth2Provider provider, String body) {
        return new TokenResponseReader(
                        provider.oauth2().token().response(),
                        Declared.none(),
                        new Received(Answers.of(200, body), null),
                        NOW,
                        NOW)
                .account(provider, "client", "n");
    }

    private static String jwt(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".signature";
    }
}
