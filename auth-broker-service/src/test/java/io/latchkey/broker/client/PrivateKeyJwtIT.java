package io.latchkey.broker.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that authenticate with a key (RFC 7523). The scripted provider verifies them with the published keys. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class PrivateKeyJwtIT {
    private static final String CLIENT = "/v1/providers/{id}/client";

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    @Inject
    ClientKeyStore keys;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;

    private final List<String> kids = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> used = new ConcurrentLinkedQueue<>();
    private Platform platform;

    @BeforeEach
    void signIn() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
    }

    @AfterEach
    void acceptNoAssertion() {
        fake.behaviour().acceptAssertions(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeProviderResource.SIGNS, FakeProviderResource.SIGNS_FOR_ISSUER})
    void exchangeRefreshAndRevocationAreSigned(String provider) {
        accept(provider, register(provider));

        var connection = connected(provider);
        platform.refresh(connection).statusCode(200);
        platform.close(connection, false).statusCode(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .hasSize(provider.equals(FakeProviderResource.SIGNS) ? 2 : 1));
        for (var endpoint : List.of(Endpoint.TOKEN, Endpoint.REVOKE)) {
            assertThat(fake.received(endpoint)).allSatisfy(request -> {
                assertThat(request.form()).doesNotContainKey("client_secret");
                assertThat(request.form().get("client_assertion_type"))
                        .isEqualTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
                assertThat(request.headers().getFirst("Authorization")).isNull();
            });
        }
        await("the provider verifies a token after it has received the request")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(used)
                        .as("tokens, each used once")
                        .hasSizeGreaterThanOrEqualTo(4)
                        .doesNotHaveDuplicates());
    }

    @Test
    void aRotationPublishesAKeyBeforeItIsUsedAndTheFormerOneUntilItEnds() {
        var provider = FakeProviderResource.SIGNS;
        var jwksUri = register(provider);
        accept(provider, jwksUri);
        assertThat(connected(provider)).isNotNull();
        var first = kids.get(0);

        var next = change("post", provider, "/keys").body("keys.state", contains("current", "next"));
        assertThat(next.extract().jsonPath().getString("keys[0].kid")).isEqualTo(first);
        change("post", provider, "/keys").body("keys", hasSize(2));
        published(jwksUri).body("keys", hasSize(2));
        signedWith(first);

        platform.installer()
                .post(CLIENT + "/keys/activation", provider)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-key-too-new"))
                .body("remedy", containsString("force=true"));
        clock.advance(Duration.ofMinutes(6));
        var activated =
                change("post", provider, "/keys/activation").body("keys.state", contains("previous", "current"));
        clock.reset();
        var second = activated.extract().jsonPath().getString("keys[1].kid");
        published(jwksUri).body("keys", hasSize(2));
        signedWith(second);

        change("delete", provider, "/keys/previous").body("keys.state", contains("current"));
        published(jwksUri).body("keys.kid", contains(second));
        signedWith(second);
    }

    private void signedWith(String kid) {
        kids.clear();
        var connection = connected(FakeProviderResource.SIGNS);
        platform.refresh(connection).statusCode(200);
        assertThat(kids).hasSizeGreaterThanOrEqualTo(2).containsOnly(kid);
    }

    @Test
    void aKeyThatSomebodyHasCopiedToTheProviderIsActivatedAtOnce() {
        var provider = FakeProviderResource.SIGNS;
        var unused = register(provider);
        change("post", provider, "/keys").body("keys.state", contains("current", "next"));

        platform.installer()
                .queryParam("force", true)
                .post(CLIENT + "/keys/activation", provider)
                .then()
                .statusCode(200)
                .body("keys.state", contains("previous", "current"));
        change("delete", provider, "/keys/previous").body("keys.state", contains("current"));
    }

    /** Somebody has deleted the key in Vault. */
    @ParameterizedTest
    @CsvSource({"post, /keys", "post, /keys/activation", "delete, /keys/previous"})
    void aVanishedKeyIsReportedAndReplacedByRegisteringAgain(String method, String path) {
        var provider = FakeProviderResource.SIGNS;
        var jwksUri = register(provider);
        Seeds.carryOut(() -> keys.destroy(jwksUri.substring(jwksUri.lastIndexOf('/') + 1)));

        var request = platform.installer();
        (method.equals("post") ? request.post(CLIENT + path, provider) : request.delete(CLIENT + path, provider))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-key-missing"))
                .body("remedy", containsString("PUT the client again"));

        assertThat(register(provider)).isNotEqualTo(jwksUri);
    }

    @Test
    void whileVaultIsSealedTheKeysThatWereReadBeforeStayPublished() {
        var jwksUri = register(FakeProviderResource.SIGNS);
        var other = register(FakeProviderResource.SIGNS_FOR_ISSUER);
        published(jwksUri).body("keys", hasSize(1));
        clock.advance(Duration.ofHours(1));
        vault.seal();
        try {
            published(jwksUri).body("keys", hasSize(1));
            given().get(other).then().statusCode(503);
        } finally {
            vault.unseal();
            clock.reset();
        }
    }

    @Test
    void theKeyStaysWhenTheClientIdIsCorrected() {
        var provider = FakeProviderResource.SIGNS;
        var jwksUri = register(provider, "before");

        assertThat(register(provider)).isEqualTo(jwksUri);
    }

    @Test
    void aRemovedClientHasNoKey() {
        var provider = FakeProviderResource.SIGNS;
        var jwksUri = register(provider);

        platform.installer()
                .queryParam("force", true)
                .delete(CLIENT, provider)
                .then()
                .statusCode(204);

        given().get(jwksUri).then().statusCode(404);
        assertThat(register(provider)).isNotEqualTo(jwksUri);
    }

    @Test
    void aSecretIsRefused() {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "a", "clientSecret", "s-e-c-r-e-t"))
                .put(CLIENT, FakeProviderResource.SIGNS)
                .then()
                .statusCode(400)
                .body("field", equalTo("clientSecret"))
                .body("remedy", containsString("jwksUri"));
    }

    @Test
    void aClientWithASecretHasNoKeyToRotate() {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "a", "clientSecret", "s-e-c-r-e-t"))
                .queryParam("force", true)
                .put(CLIENT, FakeProviderResource.OTHER_SCHEME)
                .then()
                .statusCode(200);

        platform.installer()
                .post(CLIENT + "/keys", FakeProviderResource.OTHER_SCHEME)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:no-client-key"));
    }

    @Test
    void onlyAnAdministratorRotatesKeys() {
        platform.worker()
                .post(CLIENT + "/keys", FakeProviderResource.SIGNS)
                .then()
                .statusCode(403);
    }

    private String register(String provider) {
        return register(provider, fake.behaviour().clientId());
    }

    /** Returns the URL of the public keys. */
    private String register(String provider, String clientId) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", clientId))
                .queryParam("force", true)
                .put(CLIENT, provider)
                .then()
                .statusCode(200)
                .body("secrets", equalTo(0))
                .body("keys[0].state", equalTo("current"))
                .extract()
                .jsonPath()
                .getString("jwksUri");
    }

    private ValidatableResponse change(String method, String provider, String path) {
        var request = platform.installer();
        var response =
                method.equals("post") ? request.post(CLIENT + path, provider) : request.delete(CLIENT + path, provider);
        return response.then().statusCode(200);
    }

    private static ValidatableResponse published(String jwksUri) {
        return given().get(jwksUri).then().statusCode(200).header("Cache-Control", containsString("max-age"));
    }

    private UUID connected(String provider) {
        var begun = consents.begin(platform, ids.next(), provider);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        return begun.connection();
    }

    /** As a provider verifies a client: with the keys that it fetches, for its own audience, and each token once. */
    private void accept(String provider, String jwksUri) {
        var audience = provider.equals(FakeProviderResource.SIGNS) ? fake.url(Endpoint.TOKEN) : fake.url();
        fake.behaviour().acceptAssertions(assertion -> {
            var json = given().get(jwksUri).asString();
            try {
                var claims = new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(new JsonWebKeySet(json).getJsonWebKeys()))
                        .setExpectedAudience(audience)
                        .setExpectedIssuer(fake.behaviour().clientId())
                        .setExpectedSubject(fake.behaviour().clientId())
                        .setRequireJwtId()
                        .setRequireIssuedAt()
                        .setRequireExpirationTime()
                        .setMaxFutureValidityInMinutes(5)
                        .build()
                        .processToClaims(assertion);
                var jws = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(assertion);
                kids.add(jws.getKeyIdHeaderValue());
                boolean isNew = !used.contains(claims.getJwtId());
                return used.add(claims.getJwtId()) && isNew;
            } catch (InvalidJwtException | JoseException | org.jose4j.jwt.MalformedClaimException refused) {
                return false;
            }
        });
    }
}
