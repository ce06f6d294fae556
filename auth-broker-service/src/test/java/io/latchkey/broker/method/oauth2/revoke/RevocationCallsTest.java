package io.latchkey.broker.method.oauth2.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.RequestParts;
import io.latchkey.broker.method.oauth2.client.ClientRequest;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.FurtherToken;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.ProviderRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationCallsTest {
    private static final ProviderClient CLIENT =
            new ProviderClient(ClientRef.ofInstallation("our client"), List.of(Secret.of("s:1")), null);
    private static final OAuth2Tokens TOKENS =
            new OAuth2Tokens(Secret.of("a\"+1"), Secret.of("r&2"), Instant.parse("2026-03-01T12:00:00Z"), null, null);

    @Test
    void theParametersOfRfc7009ArePossibleAsJson() {
        var call = only("form: rfc7009_json, url: 'https://p.example/revoke', revokes: grant");

        assertThat(call.body().toJsonObject().getString("token")).isEqualTo("r&2");
        assertThat(call.headers()).containsEntry("Authorization", ClientRequest.basic(CLIENT));
    }

    @Test
    void rfc7009IsAFormAlsoWhereTokenRequestsAreJson() {
        var call = only("url: 'https://p.example/revoke', revokes: grant");

        assertThat(call.body().toString().split("&"))
                .containsExactlyInAnyOrder("token=r%262", "token_type_hint=refresh_token");
    }

    @ParameterizedTest
    @CsvSource({"bearer_post,POST", "bearer_delete,DELETE", "bearer_get,GET"})
    void theTokenRevokesItselfAsInARequestToTheApi(String form, String method) {
        var call = only("form: " + form + ", url: 'https://p.example/revoke', revokes: token");

        assertThat(call.method().name()).isEqualTo(method);
        assertThat(call.headers()).containsEntry("Authorization", "OAuth a\"+1");
        assertThat(call.body()).isNull();
    }

    @Test
    void aCustomRequestEncodesEachValueForItsPlace() {
        var json = only("""
                form: custom, url: 'https://p.example/revoke/{refresh_token}', revokes: grant,
                request: {method: delete, headers: {X-Client: '{client_id}'}, body: '{"t":"{access_token}"}'}""");

        assertThat(json.method().name()).isEqualTo("DELETE");
        assertThat(json.url()).isEqualTo("https://p.example/revoke/r%262");
        assertThat(json.headers()).containsEntry("X-Client", "our client").doesNotContainKey("Authorization");
        assertThat(json.body().toJsonObject().getString("t")).isEqualTo("a\"+1");
        assertThat(json.toString()).isEqualTo("DELETE p.example");

        var form = only("""
                form: custom, url: 'https://p.example/revoke', revokes: grant,
                request: {method: post, body: 'token={access_token}&secret={client_secret}'}""");
        assertThat(form.body().toString()).isEqualTo("token=a%22%2B1&secret=s%3A1");
        assertThat(form.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void eachFurtherTokenIsRevokedToo() {
        var two = TOKENS.with(Map.of("user", new FurtherToken(Secret.of("u"), List.of(), null)));

        var ofApi = all("form: bearer_post, url: 'https://p.example/revoke', revokes: token", two);
        assertThat(ofApi)
                .extracting(call -> call.headers().get("Authorization"))
                .containsExactly("OAuth a\"+1", "OAuth u");
        var ofTokens = all("url: 'https://p.example/revoke', revokes: grant", two);
        assertThat(ofTokens)
                .extracting(call -> call.body().toString())
                .satisfiesExactly(first -> assertThat(first).contains("token=r%262"), second -> assertThat(second)
                        .contains("token=u"));
    }

    private static ProviderRequest only(String revoke) {
        var calls = all(revoke, TOKENS);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private static List<ProviderRequest> all(String revoke, OAuth2Tokens tokens) {
        var provider = Declared.oauth2("""
                - id: oauth2
                  type: oauth2-code
                  authorize: {url: "https://p.example/authorize"}
                  token: {url: "https://p.example/token", client-authentication: basic, body: json}
                  placement: {headers: {Authorization: "OAuth {access_token}"}}
                  revoke: {%s}
                """.formatted(revoke.replace("\n", " ")));
        var calls = new RevocationCalls(
                one -> RequestParts.header(
                        "Authorization", "OAuth " + one.accessToken().reveal()),
                provider,
                provider.oauth2().revoke(),
                tokens);
        return calls.all().stream().map(call -> call.by(CLIENT)).toList();
    }
}
