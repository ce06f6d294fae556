package io.latchkey.broker.handout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.method.oauth1.ScriptedOAuth1;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures that a platform service requests, at a provider that verifies each. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class SignaturesIT {
    private static final Map<String, List<String>> FORM =
            Map.of("status", List.of("Hello & 100 %", "ü+~*"), "b", List.of(""));

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private Platform platform;
    private ScriptedOAuth1 provider;

    @BeforeEach
    void aProviderWithAClient() {
        fake.reset();
        platform = new Platform(tokens);
        provider = new ScriptedOAuth1(fake);
        var unused = seeds.register(fake, FakeMethods.OAUTH1);
    }

    @AfterEach
    void reset() {
        fake.reset();
    }

    private UUID completed() {
        var begun = consents.begin(platform, ids.next(), FakeMethods.OAUTH1);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        return begun.connection();
    }

    /** A connection by OAuth 2.0, at the same server. */
    private UUID unsigned() {
        fake.reset();
        return seeds.connection(fake);
    }

    private ValidatableResponse sign(UUID connection, Map<String, ?> request) {
        return platform.worker()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/credentials/{id}/signatures", connection)
                .then();
    }

    private ValidatableResponse sign(UUID connection, String method, String url) {
        return sign(connection, Map.of("method", method, "url", url));
    }

    private String api() {
        return fake.url(Endpoint.USERINFO) + "/me?q=a%20b&q=1";
    }

    @Test
    void theCredentialSaysWhereToRequestSignatures() {
        var connection = completed();

        platform.read(connection)
                .statusCode(200)
                .body("signatures.path", equalTo("/v1/credentials/" + connection + "/signatures"))
                .body("signatures.hosts", equalTo(List.of(fake.url())));
        platform.read(unsigned()).statusCode(200).body("signatures", nullValue());
    }

    @Test
    void theProviderAcceptsASignedRequestWithAFormAndAQuery() throws Exception {
        var connection = completed();
        var request = Map.of("method", "POST", "url", api(), "form", FORM);

        var signature = sign(connection, request)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(not(containsString(provider.tokenSecret())))
                .body(not(containsString("lkcanary-client")))
                .extract()
                .jsonPath();

        assertThat(Instant.parse(signature.getString("validUntil")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(4)), Instant.now().plus(Duration.ofMinutes(6)));
        assertThat(send("POST", signature.getMap("headers"), encoded(FORM))).isEqualTo(200);
        assertThat(provider.faults()).isEmpty();
        assertThat(send("POST", signature.getMap("headers"), encoded(FORM)))
                .as("another request with the same signature")
                .isEqualTo(401);
    }

    @Test
    void aSignatureIsForOneRequestOnly() throws Exception {
        var signature =
                sign(completed(), "GET", api()).statusCode(200).extract().jsonPath();

        assertThat(send("POST", signature.getMap("headers"), "more=1")).isEqualTo(401);
    }

    /** The broker does not see the response to a request that the caller sends, so it tries the secrets before. */
    @Test
    void whileTheSecretOfTheClientIsRotatedTheOneThatWorksSigns() throws Exception {
        var connection = completed();
        var old = provider.clientSecret();
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "clientId", fake.behaviour().clientId(),
                        "clientSecrets", List.of(Marks.secret("next"), old)))
                .put("/v1/providers/{id}/client", FakeMethods.OAUTH1)
                .then()
                .statusCode(200);
        provider.acceptOnly(old);

        for (var attempt = 0; attempt < 2; attempt++) {
            var signature =
                    sign(connection, "GET", api()).statusCode(200).extract().jsonPath();
            assertThat(send("GET", signature.getMap("headers"), "")).isEqualTo(200);
        }
        assertThat(provider.refusals()).as("the secrets were tried once").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "bodySha256", "region", "service"})
    void whatTheSignatureDoesNotCoverIsRefused(String field) {
        var values = Map.of(
                "headers", Map.of("X-Version", "1"),
                "bodySha256", "UNSIGNED-PAYLOAD",
                "region", "eu-west-1",
                "service", "s3");

        sign(completed(), Map.of("method", "GET", "url", api(), field, values.get(field)))
                .statusCode(400)
                .body("field", equalTo(field))
                .body("remedy", containsString("method, url, form"));
    }

    private int send(String method, Map<String, String> headers, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(api()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String encoded(Map<String, List<String>> form) {
        return form.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(value, UTF_8)))
                .collect(Collectors.joining("&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://127.0.0.1/",
                "http://127.0.0.1/",
                "http://127.0.0.1.evil.example/"
            })
    void noRequestToAnotherHostIsSigned(String url) {
        sign(completed(), "GET", url)
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:host-not-signed"))
                .body("field", equalTo("url"))
                .body("hosts", hasItem(fake.url()))
                .body("remedy", containsString(fake.url()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   /relative,                     url",
        "GET,   https://user@127.0.0.1/,       url",
        "GET,   https://api.acme.example/#x,   url",
        "GET,   not a url,                     url",
        "GET,   {api}?a=%zz,                   url",
        "GET,   {api}?a=%C,                    url",
        "GET,   {api}?oauth_token=x,           url",
        "TRACE, {api},                         method",
        "get,   {api},                         method"
    })
    void aRequestThatCannotBeSignedIsRefused(String method, String url, String field) {
        sign(completed(), method, url.replace("{api}", fake.url(Endpoint.USERINFO)))
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:invalid-request"))
                .body("field", equalTo(field))
                .body("remedy", not(nullValue()));
    }

    @Test
    void whatIsMissingOrReservedIsNamed() {
        var connection = completed();

        sign(connection, Map.of()).statusCode(400);
        sign(connection, Map.of("method", "GET")).statusCode(400).body("field", equalTo("url"));
        var reserved = Map.of("method", "POST", "url", api(), "form", Map.of("oauth_nonce", List.of("1")));
        sign(connection, reserved).statusCode(400).body("field", equalTo("form"));
        var empty = new HashMap<String, Object>(Map.of("method", "POST", "url", api()));
        empty.put("form", Map.of("a", List.of("x".repeat(70_000))));
        sign(connection, empty).statusCode(413);
    }

    @Test
    void onlyAClientThatMayFetchTheCredentialGetsASignature() {
        fake.reset();
        var provider = FakeProviderResource.REVOKES_GRANT;
        var others = seeds.connection(fake, provider, "acme", List.of("somebody-else"));
        var foreign = seeds.connection(fake, provider, "globex", null);

        sign(others, "GET", api()).statusCode(403).body("type", equalTo("urn:latchkey:problem:client-not-allowed"));
        sign(foreign, "GET", api()).statusCode(404);
        sign(ids.next(), "GET", api()).statusCode(404);
    }

    @Test
    void aCredentialThatNeedsNoSignatureGetsNone() {
        sign(unsigned(), "GET", api())
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:not-signed"))
                .body("remedy", containsString("Fetch the credential"));
    }

    @Test
    void withoutTheClientThatSignsThereIsNoSignature() {
        var connection = completed();
        seeds.forgetClients(FakeMethods.OAUTH1);

        sign(connection, "GET", api())
                .statusCode(503)
                .body("type", equalTo("urn:latchkey:problem:provider-unavailable"))
                .body("cause", equalTo("client_unknown"));
    }

    @Test
    void aDeletedConnectionGetsNoSignature() {
        var connection = completed();
        platform.close(connection, false).statusCode(202);

        sign(connection, "GET", api()).statusCode(404);
    }
}
