package io.latchkey.broker.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.demo.browser.Browser;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.SharedServers;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog, and the installation's own clients. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ProviderClientIT {
    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private Platform platform;

    @BeforeEach
    void signIn() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
    }

    @AfterEach
    void restoreClient() {
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();
    }

    @Test
    void ofRequestsAtTheSameTimeEachIsCarriedOutOrSaysThatAnotherWas() {
        var provider = FakeProviderResource.OTHER_SCHEME;
        var requests = IntStream.range(0, 12)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> put(provider, Map.of("clientId", "client", "clientSecret", "s-e-c-r-e-t-" + number))
                                .extract()))
                .toList();

        var responses = requests.stream().map(CompletableFuture::join).toList();

        assertThat(responses)
                .extracting(response -> response.statusCode())
                .contains(200)
                .isSubsetOf(200, 409);
        assertThat(responses)
                .filteredOn(response -> response.statusCode() == 409)
                .isNotEmpty()
                .allSatisfy(response -> assertThat(response.jsonPath().getString("type"))
                        .isEqualTo("urn:latchkey:problem:client-changed"));
    }

    @Test
    void theCatalogueListsEveryProvider() {
        asAda("/v1/providers?q=fake&limit=100")
                .statusCode(200)
                .body("items.id", hasItems("fake", "fake-key-or-login"))
                .body("items.find { it.id == 'fake-key-or-login' }.methodTypes", contains("api-key", "basic"))
                .body("items.find { it.id == 'fake-key-or-login' }.permissions", nullValue());
        asAda("/v1/providers?q=north").statusCode(200).body("items.id", hasItems("northwind", "northwind-short"));
        asAda("/v1/providers/fake-key-or-login").statusCode(200).body("methods.id", contains("key", "login"));
        asAda("/v1/providers/fake-key-unverified").statusCode(200).body("methods.verifiable", contains(false));
    }

    @Test
    void providersAreSearchedByWordsAndListedPageByPage() {
        asAda("/v1/providers?q=short-NORTH").statusCode(200).body("items.id", contains("northwind-short"));
        asAda("/v1/providers?q=nothing-like-it").statusCode(200).body("items", empty());
        String cursor = asAda("/v1/providers?q=northwind&limit=1")
                .statusCode(200)
                .body("items.id", contains("northwind"))
                .extract()
                .path("nextCursor");
        asAda("/v1/providers?q=northwind&limit=1&cursor=" + cursor)
                .statusCode(200)
                .body("items.id", contains("northwind-short"))
                .body("nextCursor", nullValue());
        asAda("/v1/providers?category=test&limit=1").statusCode(200).body("items.category", contains("test"));
        asAda("/v1/providers?category=tests")
                .statusCode(400)
                .body("field", equalTo("category"))
                .body("remedy", containsString("test"));
        asAda("/v1/providers?cursor=x").statusCode(400).body("field", equalTo("cursor"));
        asAda("/v1/providers?limit=0").statusCode(400).body("field", equalTo("limit"));
        asAda("/v1/providers?q=" + "x".repeat(101)).statusCode(400).body("field", equalTo("q"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/providers?q=fake&limit=100", "/v1/providers/fake-scheme"})
    void anUnchangedCatalogIsNotSentAgain(String path) {
        seeds.forgetClients(FakeProviderResource.OTHER_SCHEME);
        var tag = asAda(path)
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .extract()
                .header("ETag");

        assertThat(withTag(path, tag).getBody().asString()).isEmpty();
        assertThat(withTag(path, tag).statusCode()).isEqualTo(304);
        assertThat(withTag(path, "W/\"other\", " + tag).statusCode()).isEqualTo(304);
        assertThat(withTag(path, "W/\"other\"").statusCode()).isEqualTo(200);
        platform.installer().header("If-None-Match", tag).get(path).then().statusCode(200);

        assertThat(seeds.register(fake, FakeProviderResource.OTHER_SCHEME)).isNotNull();
        assertThat(withTag(path, tag).statusCode()).isEqualTo(200);
        seeds.forgetClients(FakeProviderResource.OTHER_SCHEME);
    }

    private Response withTag(String path, String tag) {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(tokens.user("ada"))
                .header("If-None-Match", tag)
                .get(path);
    }

    @Test
    void theCatalogueShowsWhichMethodsStillNeedAClient() {
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();
        seeds.forgetClients(FakeProviderResource.OTHER_SCHEME);

        asAda("/v1/providers?q=fake&limit=100")
                .statusCode(200)
                .body("items.find { it.id == 'fake' }.clientConfigured", equalTo(true))
                .body("items.find { it.id == 'fake-scheme' }.clientConfigured", equalTo(false))
                .body("items.find { it.id == 'fake-key-or-login' }.clientConfigured", nullValue());
        asAda("/v1/providers/fake")
                .statusCode(200)
                .body("methods[0].client.configured", equalTo(true))
                .body("methods[0].client.registeredBy", equalTo("installation"))
                .body("methods[0].client.redirectUri", nullValue());
        asAda("/v1/providers/fake-scheme")
                .statusCode(200)
                .body("methods[0].client.configured", equalTo(false))
                .body("methods[0].client.registeredBy", nullValue());
        asAda("/v1/providers/fake-key-or-login").statusCode(200).body("methods.client", contains(null, null));
    }

    @Test
    void theRedirectUriIsShownToThoseWhoRegisterClients() {
        platform.installer()
                .get("/v1/providers/fake")
                .then()
                .statusCode(200)
                .body("methods[0].client.redirectUri", equalTo(SharedServers.publicUrl() + "/oauth2/callback/fake"));
    }

    @Test
    void aProviderShowsItsPermissionsAndModules() {
        asAda("/v1/providers/northwind")
                .statusCode(200)
                .body("name", equalTo("Northwind"))
                .body("permissions.id", hasItems("profile", "contacts:read", "contacts:write", "files:read"))
                .body("permissions.find { it.id == 'contacts:write' }.access", equalTo("write"))
                .body("modules.find { it.id == 'contact-sync' }.permissions", hasItems("profile", "contacts:read"));
    }

    @Test
    void anUnknownProviderIsAnsweredWithNearNames() {
        asAda("/v1/providers/nortwind").statusCode(404).body("remedy", containsString("northwind"));
        put("nortwind", Map.of("clientId", "a", "clientSecret", "b"))
                .statusCode(404)
                .body("remedy", containsString("northwind"));
    }

    @Test
    void withoutATokenNothingIsShown() {
        given().get("/v1/providers").then().statusCode(401);
        given().get("/v1/providers/fake/client").then().statusCode(401);
    }

    @Test
    void aClientIsShownWithoutItsSecret() {
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();

        platform.installer()
                .get("/v1/providers/fake/client")
                .then()
                .statusCode(200)
                .body("clientId", equalTo("latchkey-client"))
                .body("redirectUri", equalTo(SharedServers.publicUrl() + "/oauth2/callback/fake"))
                .body("clientSecret", equalTo(null))
                .body("secrets", equalTo(1))
                .body(not(containsString("clientSecret")))
                .body(not(containsString(Marks.MARK)));
    }

    @Test
    void onlyTheInstallationWritesClients() {
        var client = Map.of("clientId", "a", "clientSecret", "b");
        for (var token : new String[] {tokens.user("ada"), tokens.service("automation-engine")}) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(client)
                    .put("/v1/providers/fake/client")
                    .then()
                    .statusCode(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId", "clientSecret"})
    void aClientWithoutBothPartsIsRefusedByName(String missing) {
        var other = missing.equals("clientId") ? "clientSecret" : "clientId";

        put("fake", Map.of(other, "x")).statusCode(400).body("field", equalTo(missing));
        put("fake", Map.of(other, "x", missing, " ")).statusCode(400).body("field", equalTo(missing));
        put("fake", Map.of(other, "x", missing, "a\nb")).statusCode(400).body("field", equalTo(missing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "********",
                "*",
                "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022",
                "\u25CF\u25CF\u25CF\u25CF",
                "xxxxxxxx",
                "XXXX",
                "--------",
                "....",
                "sk_live_****",
                "****abcd",
                "ab\u2022\u2022\u2022\u2022yz",
                "<redacted>",
                "[HIDDEN]",
                "undefined",
                " secret",
                "secret ",
                "\u00A0secret",
                "secret\u200B",
                "\uFEFFsecret"
            })
    void whatIsMaskedOrPastedWithMoreIsRefusedByName(String value) {
        put("fake", Map.of("clientId", "latchkey-client", "clientSecret", value))
                .statusCode(400)
                .body("field", equalTo("clientSecret"));
        put("fake", Map.of("clientId", value, "clientSecret", "s-1"))
                .statusCode(400)
                .body("field", equalTo("clientId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b*c", "a.b--c__d", "x", "secret with spaces", "\u00E9t\u00E9", "GOCSPX-abc_def-123"})
    void whatOnlyLooksOddIsTaken(String value) {
        put("fake-token", Map.of("clientId", "latchkey-client", "clientSecret", value))
                .statusCode(200);
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_TOKEN)).isNotNull();
    }

    @Test
    void aNewClientIdNeedsANewSecret() {
        put(
                        "fake",
                        Map.of(
                                "clientId",
                                "another",
                                "clientSecret",
                                fake.behaviour().clientSecret()))
                .statusCode(400)
                .body("field", equalTo("clientSecret"));
    }

    @Test
    void aClientThatOpenConnectionsNameIsNotDroppedByAccident() {
        assertThat(consents.completed(platform, fake)).isNotNull();
        var another = Map.of("clientId", "another", "clientSecret", "b");

        put("fake", another).statusCode(409).body("type", equalTo("urn:latchkey:problem:client-in-use"));
        put(another, "false").statusCode(409);
        put(another, "yes").statusCode(400).body("field", equalTo("force"));
        put(another, "true").statusCode(200).body("clientId", equalTo("another"));
        platform.installer().get("/v1/providers/fake/client").then().body("clientId", equalTo("another"));
    }

    private ValidatableResponse put(Map<String, String> client, String force) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(client)
                .queryParam("force", force)
                .put("/v1/providers/fake/client")
                .then();
    }

    @Test
    void aClientThatAPersonIsConsentingToIsNotDroppedByAccident() {
        var begun = consents.begin(platform, fake);
        assertThat(Consents.upToCallback(new Browser(), begun)).isNotNull();

        put("fake", Map.of("clientId", "another", "clientSecret", "b"))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-in-use"))
                .body("consents", greaterThan(0));
    }

    @Test
    void aClientThatAnUnfinishedDeletionNeedsIsNotDroppedByAccident() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_APART, "acme", null);
        fake.always(Endpoint.REVOKE, Answer.status(503));
        platform.close(connection, false).statusCode(202);

        put(FakeProviderResource.REVOKES_APART, Map.of("clientId", "another", "clientSecret", "b"))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-in-use"))
                .body("connections", equalTo(1));
        fake.reset();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> put(
                        FakeProviderResource.REVOKES_APART, Map.of("clientId", "another", "clientSecret", "b"))
                .statusCode(200));
    }

    @Test
    void aClientThatIsUsedIsNotRemovedByAccident() {
        assertThat(consents.completed(platform, fake)).isNotNull();
        var uri = "/v1/providers/fake/client";

        platform.installer()
                .delete(uri)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-in-use"))
                .body("connections", greaterThan(0));
        platform.installer().queryParam("force", true).delete(uri).then().statusCode(204);
        platform.installer().get(uri).then().statusCode(404);
        platform.installer().delete(uri).then().statusCode(204);
        asAda("/v1/providers/fake").body("methods[0].client.configured", equalTo(false));
    }

    @Test
    void aNewSecretForTheSameClientIsTaken() {
        assertThat(consents.completed(platform, fake)).isNotNull();

        put("fake", Map.of("clientId", "latchkey-client", "clientSecret", "new"))
                .statusCode(200);
    }

    /** As RFC 6749, section 5.2 says, {@code invalid_client} is not about the grant. */
    @Test
    void whileTheSecretIsRotatedTheOldOneStillAuthorizesAndRefreshes() {
        var begun = consents.begin(platform, fake);
        put("fake", rotating()).statusCode(200);

        consents.complete(platform, begun, consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        platform.refresh(begun.connection()).statusCode(200);

        assertThat(secretsSentTo(Endpoint.TOKEN)).containsExactly("not active yet", secretOfFake(), secretOfFake());
    }

    @Test
    void whileTheSecretIsRotatedTheOldOneStillRevokes() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_APART, "acme", null);
        put(FakeProviderResource.REVOKES_APART, rotating()).statusCode(200);

        platform.close(connection, false).statusCode(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(secretsSentTo(Endpoint.REVOKE))
                .containsSubsequence("not active yet", secretOfFake()));
    }

    private Map<String, Object> rotating() {
        return Map.of("clientId", "latchkey-client", "clientSecrets", List.of("not active yet", secretOfFake()));
    }

    private String secretOfFake() {
        return fake.behaviour().clientSecret();
    }

    private List<String> secretsSentTo(Endpoint endpoint) {
        return fake.received(endpoint).stream()
                .map(request -> request.client().orElseThrow().secret())
                .toList();
    }

    @Test
    void severalSecretsAreTakenInOrderAndCounted() {
        put("fake-token", Map.of("clientId", "latchkey-client", "clientSecrets", List.of("new", "old", "new")))
                .statusCode(200)
                .body("secrets", equalTo(2));
        addSecret("fake-token", "newest").statusCode(200).body("secrets", equalTo(3));
        addSecret("fake-token", "newest").statusCode(200).body("secrets", equalTo(3));
        addSecret("fake-token", "one too many")
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:too-many-secrets"))
                .body("field", equalTo("clientSecret"));
        put("fake-token", Map.of("clientId", "latchkey-client", "clientSecret", "newest"))
                .statusCode(200)
                .body("secrets", equalTo(1));
    }

    @Test
    void secretsThatCannotBeTakenAreRefusedByName() {
        var id = "latchkey-client";
        put("fake-token", Map.of("clientId", id, "clientSecrets", List.of()))
                .statusCode(400)
                .body("field", equalTo("clientSecret"));
        put("fake-token", Map.of("clientId", id, "clientSecret", "a", "clientSecrets", List.of("b")))
                .statusCode(400)
                .body("field", equalTo("clientSecrets"));
        put("fake-token", Map.of("clientId", id, "clientSecrets", List.of("a", "b", "c", "d")))
                .statusCode(400)
                .body("field", equalTo("clientSecrets"));
        put("fake-token", Map.of("clientId", id, "clientSecrets", List.of("a", "********")))
                .statusCode(400)
                .body("field", equalTo("clientSecrets[1]"));
        addSecret("fake-token", " ").statusCode(400).body("field", equalTo("clientSecret"));
        seeds.forgetClients("fake-token");
        addSecret("fake-token", "a").statusCode(404);
    }

    private ValidatableResponse addSecret(String provider, String secret) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientSecret", secret))
                .post("/v1/providers/{id}/client/secrets", provider)
                .then();
    }

    private ValidatableResponse asAda(String path) {
        return given().auth().oauth2(tokens.user("ada")).get(path).then();
    }

    private ValidatableResponse put(String provider, Map<String, ?> client) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(client)
                .put("/v1/providers/{id}/client", provider)
                .then();
    }
}
