package io.latchkey.broker.method.oauth2.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientRequestTest {
    private static final ProviderClient CLIENT =
            new ProviderClient(ClientRef.ofInstallation("id:1"), List.of(Secret.of("a:+%/ &=\u00e9")), null);
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
        var call = request("", ClientAuthentication.BASIC, BodyFormat.FORM, Map.of("code", "c d"));

        assertThat(call.body().toString()).isEqualTo("code=c+d");
        assertThat(call.headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded")
                .containsEntry("Accept", "application/json")
                .containsEntry("Authorization", ClientRequest.basic(CLIENT));
    }

    @Test
    void postPutsTheClientIntoTheBodyAndNoHeader() {
        var call = request("", ClientAuthentication.POST, BodyFormat.FORM, Map.of("code", "c"));

        assertThat(call.body().toString()).contains("code=c", "client_id=id%3A1", "client_secret=" + ENCODED_SECRET);
        assertThat(call.headers()).doesNotContainKey("Authorization");
    }

    @Test
    void jsonIsSentWhereTheProviderWantsIt() {
        var call = request("", ClientAuthentication.POST, BodyFormat.JSON, Map.of("code", "c"));

        assertThat(call.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Api-Version", "7");
        assertThat(call.body().toJsonObject().getString("client_secret"))
                .isEqualTo(CLIENT.clientSecret().reveal());
    }

    @Test
    void aCallShowsNoSecret() {
        var call = request("", ClientAuthentication.POST, BodyFormat.FORM, Map.of("code", "s3cr3t"));

        assertThat(call.toString()).isEqualTo("POST p.example");
    }

    @Test
    void rawBasicEncodesNothing() {
        var call = request("", ClientAuthentication.BASIC_RAW, BodyFormat.FORM, Map.of("code", "c"));

        var header = call.headers().get("Authorization");
        assertThat(new String(Base64.getDecoder().decode(header.substring(6)), UTF_8))
                .isEqualTo(CLIENT.clientId() + ":" + CLIENT.clientSecret().reveal());
    }

    @Test
    void aPublicClientSendsItsIdAlone() {
        var call = request("", ClientAuthentication.NONE, BodyFormat.FORM, Map.of("code", "c"));

        assertThat(call.body().toString()).contains("client_id=id%3A1").doesNotContain("client_secret");
        assertThat(call.headers()).doesNotContainKey("Authorization");
    }

    @Test
    void parametersHaveTheNamesOfTheProvider() {
        var names = "names: {client-id: app_id, client-secret: secret}";

        assertThat(request(names, ClientAuthentication.POST, BodyFormat.JSON, Map.of("auth_code", "c"))
                        .body()
                        .toJsonObject()
                        .fieldNames())
                .containsExactlyInAnyOrder("auth_code", "app_id", "secret");
    }

    @Test
    void parametersGoIntoTheQueryWhereTheProviderTakesThemThere() {
        var call = request("", ClientAuthentication.BASIC, BodyFormat.QUERY, Map.of("code", "s3cr3t"));

        assertThat(call.url()).isEqualTo("https://p.example/token?code=s3cr3t");
        assertThat(call.body()).isNull();
        assertThat(call.toString()).isEqualTo("POST p.example");
    }

    private static ProviderRequest request(
            String more, ClientAuthentication authentication, BodyFormat format, Map<String, String> parameters) {
        var rules = Declared.oauth2("""
                        - id: oauth2
                          type: oauth2-code
                          authorize: {url: "https://p.example/authorize"}
                          token:
                            url: https://p.example/token
                            client-authentication: basic
                            headers: {Api-Version: "7"}
                            %s
                        """.formatted(more)).oauth2().token();
        return ClientRequest.to(rules.url(), rules, authentication, format, CLIENT, parameters);
    }
}
