package io.latchkey.broker.consent.begin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broker refuses when a consent is to begin or to be completed. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class AuthorizationRefusalsIT {
    private static final String PATH = "/internal/v1/authorizations";

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;

    private Platform platform;

    @BeforeEach
    void registerClient() {
        platform = new Platform(tokens);
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("provider", "fakr", "fake"),
                Arguments.of("provider", null, "Send a value"),
                Arguments.of("method", "oauth", "Use one of: oauth2."),
                Arguments.of("modules", List.of("contact-sink"), "contact-sync"),
                Arguments.of("modules", null, "Send a value"),
                Arguments.of("permissions", List.of("files:rad"), "files:read"),
                Arguments.of("returnUrl", "https://evil.example/", "allow"),
                Arguments.of("returnUrl", "rubbish url", "Correct the URL"),
                Arguments.of("returnUrl", null, "Send a value"),
                Arguments.of("callerState", "x".repeat(501), "short"),
                Arguments.of("callerState", "a\tb", "Remove"),
                Arguments.of("codeChallenge", "plain", "S256"),
                Arguments.of("tenant", "../etc", "tenant"),
                Arguments.of("tenant", null, "tenant"),
                Arguments.of("principal", null, "Send a value"),
                Arguments.of("connectionId", null, "Send a value"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultyRequestIsRefusedByFieldAndRemedy(String field, Object value, String remedy) {
        var request = Consents.request(ids.next());
        request.put(field, value);

        Consents.post(platform, "", request)
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:invalid-request"))
                .body("field", equalTo(field))
                .body("remedy", containsString(remedy));
    }

    @Test
    void aFieldOfANewerReleaseIsIgnored() {
        var request = Consents.request(ids.next());
        request.put("colour", "red");

        Consents.post(platform, "", request).statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", ""})
    void whatIsNoRequestIsRefused(String body) {
        platform.connectionService()
                .body(body)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("remedy", notNullValue());
    }

    @Test
    void onlyJsonIsTaken() {
        platform.connectionService()
                .contentType(ContentType.XML)
                .body("<x/>")
                .post(PATH)
                .then()
                .statusCode(415);
    }

    @Test
    void onlyConnectionServiceMayAsk() {
        given().contentType(ContentType.JSON).body(Map.of()).post(PATH).then().statusCode(401);
        for (var token :
                List.of(tokens.user("ada"), tokens.service("verifier-service"), tokens.service("automation-engine"))) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(Consents.request(ids.next()))
                    .post(PATH)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void aConnectionOfAnotherTenantDoesNotExist() {
        var connection = ids.next();
        Consents.post(platform, "", Consents.request(connection)).statusCode(201);
        var request = Consents.request(connection);
        request.put("tenant", "globex");
        request.put("returnUrl", "http://127.0.0.1:9/globex");

        Consents.post(platform, "", request).statusCode(404);
    }

    @Test
    void aConnectionStaysWithItsProvider() {
        var connection = ids.next();
        Consents.post(platform, "", Consents.request(connection)).statusCode(201);
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_TOKEN)).isNotNull();
        var request = Consents.request(connection);
        request.put("provider", FakeProviderResource.REVOKES_TOKEN);

        Consents.post(platform, "", request).statusCode(400).body("field", equalTo("provider"));
    }

    @Test
    void aDeletedConnectionDoesNotExist() {
        var connection = ids.next();
        Consents.post(platform, "", Consents.request(connection)).statusCode(201);
        platform.close(connection, false).statusCode(202);

        Consents.post(platform, "", Consents.request(connection)).statusCode(404);
    }

    @Test
    void withoutAClientAtTheProviderThereIsNoConsent() {
        seeds.forgetClients(FakeProviderResource.REVOKES_TOKEN);
        var request = Consents.request(ids.next());
        request.put("provider", FakeProviderResource.REVOKES_TOKEN);

        Consents.post(platform, "", request)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:provider-not-configured"));
    }

    @Test
    void whileVaultIsSealedThereIsNoConsent() {
        vault.seal();
        try {
            Consents.post(platform, "", Consents.request(ids.next()))
                    .statusCode(503)
                    .header("Retry-After", notNullValue());
        } finally {
            vault.unseal();
        }
    }

    @Test
    void neededPermissionsAreTheUnion() {
        needed("fake", List.of("contact-sync"), List.of("files:read"), List.of())
                .statusCode(200)
                .body("permissions", equalTo(List.of("files:read", "profile")));
        needed("fake", List.of(), List.of(), List.of("contact-sync", "files:read"))
                .statusCode(200)
                .body("permissions", equalTo(List.of("files:read", "profile")));
        needed("fake", List.of(), List.of(), List.of()).statusCode(200).body("permissions", equalTo(List.of()));
    }

    static Stream<Arguments> unknownNeeds() {
        return Stream.of(
                Arguments.of("fake", List.of("contact-sink"), List.of(), List.of(), "modules", "contact-sync"),
                Arguments.of("fake", List.of(), List.of("files:rad"), List.of(), "permissions", "files:read"),
                Arguments.of("fake", List.of(), List.of("contacts:write"), List.of(), "permissions", "files:read"),
                Arguments.of("fake", List.of(), List.of(), List.of("contact-sink"), "satisfies", "contact-sync"),
                Arguments.of("fakr", List.of(), List.of(), List.of("contact-sync"), "provider", "fake"));
    }

    @ParameterizedTest
    @MethodSource("unknownNeeds")
    void whatNoProviderHasIsAnsweredWithNearIds(
            String provider,
            List<String> modules,
            List<String> permissions,
            List<String> satisfies,
            String field,
            String near) {
        needed(provider, modules, permissions, satisfies)
                .statusCode(400)
                .body("field", equalTo(field))
                .body("remedy", containsString(near));
    }

    @Test
    void aConnectionWhoseProviderLeftTheCatalogIsAnOperatorsMatter() {
        needed("gone", List.of("contact-sync"), List.of(), List.of())
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:provider-not-in-catalog"));
    }

    private ValidatableResponse needed(
            String provider, List<String> modules, List<String> permissions, List<String> satisfies) {
        return platform.connectionService()
                .body(Map.of(
                        "provider", provider, "modules", modules, "permissions", permissions, "satisfies", satisfies))
                .post("/internal/v1/needed-permissions")
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/completion", "/links"})
    void anIdThatIsNoUuidIsRefusedByName(String step) {
        Consents.post(platform, "/rubbish" + step, Map.of()).statusCode(400).body("field", equalTo("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/completion", "/links"})
    void anAuthorizationThatNobodyBeganDoesNotExist(String step) {
        var body = step.equals("/links")
                ? Map.<String, Object>of("connectionId", ids.next(), "tenant", "acme")
                : Consents.completion(ids.next(), "any");

        Consents.post(platform, "/" + ids.next() + step, body).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectionId", "tenant", "principal", "code"})
    void anIncompleteCompletionIsRefusedByName(String field) {
        var body = new HashMap<>(Consents.completion(ids.next(), "any"));
        body.remove(field);

        Consents.post(platform, "/" + ids.next() + "/completion", body)
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/completion", "/links"})
    void aTenantThatIsNoIdIsRefusedByName(String step) {
        var body = new HashMap<>(Consents.completion(ids.next(), "any"));
        body.put("tenant", "../etc");

        Consents.post(platform, "/" + ids.next() + step, body).statusCode(400).body("field", equalTo("tenant"));
    }
}
