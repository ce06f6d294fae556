package io.latchkey.broker.method.oauth2.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.TokenRules;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientRequestTest {
    private static final ProviderClient CLIENT = new ProviderClient("id:1", Secret.of("a:+%/ &=\u00e9"), null);
    private static final String ENCODED_SECRET = "a%3A%2B%25%2F+%26%3D%C3%A9";

    @Test
    void basicEncodesEachPartBeforeJoiningThem() {
        var header = ClientRequest.basic(CLIENT);

        assertThat(header).startsWith("Basic ");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), UTF_8))
                .isEqualTo("id%3A1:" + ENCODED_SECRET);
    }

    @Test
    void basicPutsNothingOfTheClientIntoTheBody() {
        var call = ClientRequest.to(
                "https://p.example/token",
                rules(ClientAuthentication.BASIC, BodyFormat.FORM),
                CLIENT,
                Map.of("code", "c d"));

        assertThat(call.body().toString()).isEqualTo("code=c+d");
        assertThat(call.headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded")
                .containsEntry("Accept", "application/json")
                .containsEntry("Authorization", ClientRequest.basic(CLIENT));
    }

    @Test
    void postPutsTheClientIntoTheBodyAndNoHeader() {
        var call = ClientRequest.to(
                "https://p.example/token",
                rules(ClientAuthentication.POST, BodyFormat.FORM),
                CLIENT,
                Map.of("code", "c"));

        assertThat(call.body().toString()).contains("code=c", "client_id=id%3A1", "client_secret=" + ENCODED_SECRET);
        assertThat(call.headers()).doesNotContainKey("Authorization");
    }

    @Test
    void jsonIsSentWhereTheProviderWantsIt() {
        var call = ClientRequest.to(
                "https://p.example/token",
                rules(ClientAuthentication.POST, BodyFormat.JSON),
                CLIENT,
                Map.of("code", "c"));

        assertThat(call.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Api-Version", "7");
        assertThat(call.body().toJsonObject().getString("client_secret"))
                .isEqualTo(CLIENT.clientSecret().reveal());
    }

    @Test
    void aCallShowsNoSecret() {
        var call = ClientRequest.to(
                "https://p.example/token",
                rules(ClientAuthentication.POST, BodyFormat.FORM),
                CLIENT,
                Map.of("code", "s3cr3t"));

        assertThat(call.toString()).isEqualTo("POST https://p.example/token");
    }

    private static TokenRules rules(ClientAuthentication authentication, BodyFormat body) {
        return new TokenRules(
                "https://p.example/token", null, authentication, body, Map.of("Api-Version", "7"), false, null, null);
    }
}
