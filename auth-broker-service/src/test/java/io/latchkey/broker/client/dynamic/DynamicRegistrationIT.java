package io.latchkey.broker.client.dynamic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.SharedServers;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator lets Latchkey register itself at a provider (RFC 7591). */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class DynamicRegistrationIT {
    private static final String PROVIDER = FakeProviderResource.REGISTERS;
    private static final String REGISTRATIONS = "/v1/providers/{id}/client/registrations";
    private static final String CALLBACK = SharedServers.publicUrl() + "/oauth2/callback/" + PROVIDER;
    private static final String ECHO = Marks.secret("echo");
    private static final String SECRET = Marks.secret("registered");

    @Inject
    Seeds seeds;

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void noClient() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        seeds.forgetClients(PROVIDER);
    }

    @AfterEach
    void putRight() {
        fake.reset();
        seeds.forgetClients(PROVIDER);
    }

    @Test
    void aRegisteredClientLeadsToACredentialAndItsSecretGoesToVaultAlone() {
        register(Map.of("clientName", "Acme integrations"))
                .statusCode(201)
                .body("clientId", equalTo(fake.behaviour().clientId()))
                .body("registeredBy", equalTo("installation"))
                .body("redirectUri", equalTo(CALLBACK))
                .body("secretExpiresAt", nullValue())
                .body(not(containsString("lkcanary")));

        var begun = consents.begin(platform, ids.next(), PROVIDER);
        var code = Consents.consent(begun).code().orElseThrow();
        consents.complete(platform, begun, code).statusCode(200);
        platform.refresh(begun.connection()).statusCode(200);
    }

    /** RFC 7591, section 2. */
    @Test
    void theRequestMustNameTheRedirectUriAndWhatTheEntryUses() {
        register(Map.of()).statusCode(201);

        var request = fake.received(Endpoint.REGISTER).get(0);
        var metadata = JsonPath.from(request.body());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().containsKey("Authorization")).isFalse();
        assertThat(metadata.getList("redirect_uris")).isEqualTo(List.of(CALLBACK));
        assertThat(metadata.getString("client_name")).isEqualTo("Latchkey");
        assertThat(metadata.getString("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        assertThat(metadata.getList("grant_types")).isEqualTo(List.of("authorization_code", "refresh_token"));
        assertThat(metadata.getList("response_types")).isEqualTo(List.of("code"));
        assertThat(metadata.getString("scope")).isNull();
    }

    /** RFC 7591, section 3. The leak canary looks for it everywhere. */
    @Test
    void theInitialAccessTokenIsSentAsABearerTokenAndNotStored() {
        var token = Marks.secret("initial");

        register(Map.of("initialAccessToken", token)).statusCode(201);

        assertThat(fake.received(Endpoint.REGISTER).get(0).headers().getFirst("Authorization"))
                .isEqualTo("Bearer " + token);
    }

    @Test
    void anOperatorMayLimitTheScopesOfTheClient() {
        register(Map.of("scope", "openid files:read")).statusCode(201);
        register(Map.of("scope", "a  b")).statusCode(400).body("field", equalTo("scope"));

        assertThat(fake.received(Endpoint.REGISTER)).hasSize(1);
        assertThat(JsonPath.from(fake.received(Endpoint.REGISTER).get(0).body()).getString("scope"))
                .isEqualTo("openid files:read");
    }

    @Test
    void theExpiryOfASecretIsShown() {
        fake.next(Endpoint.REGISTER, Answer.json(201, client(Map.of("client_secret_expires_at", 1_900_000_000))));

        register(Map.of()).statusCode(201).body("secretExpiresAt", equalTo("2030-03-17T17:46:40Z"));
    }

    @Test
    void aTenantRegistersItsOwnClient() {
        as(given().auth().oauth2(tokens.user("iris")), Map.of())
                .statusCode(201)
                .body("registeredBy", equalTo("tenant"));

        platform.installer().get("/v1/providers/{id}/client", PROVIDER).then().statusCode(404);
        given().auth()
                .oauth2(tokens.user("iris"))
                .delete("/v1/providers/{id}/client", PROVIDER)
                .then()
                .statusCode(204);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                row(400, Map.of("error", "invalid_redirect_uri"), "invalid_redirect_uri"),
                row(
                        400,
                        Map.of("error", "invalid_client_metadata", "error_description", ECHO),
                        "invalid_client_metadata"),
                row(400, Map.of("error", "unapproved_software_statement"), "refused"),
                row(400, Map.of("error", ECHO), "refused"),
                row(401, Map.of("error", "invalid_token"), "invalid_token"),
                row(403, Map.of("error", "insufficient_scope"), "insufficient_scope"),
                row(403, Map.of(), "insufficient_scope"),
                row(404, Map.of(), "refused"),
                row(201, Map.of(), "no_client_id"),
                row(201, Map.of("client_id", List.of()), "no_client_id"),
                row(201, Map.of("client_id", "c"), "no_client_secret"),
                row(201, client(Map.of("token_endpoint_auth_method", "private_key_jwt")), "other_authentication"),
                row(201, client(Map.of("redirect_uris", List.of("https://evil.example"))), "other_redirect_uri"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void aRefusalIsNamedAndNothingIsStored(int status, Map<String, ?> body, String cause) {
        fake.always(Endpoint.REGISTER, Answer.json(status, body));

        register(Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:registration-refused"))
                .body("cause", equalTo(cause))
                .body(not(containsString("lkcanary")));

        assertNoClient();
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of("50 MB", Answer.endless(50L << 20)),
                Arguments.of("a gzip bomb", Answer.compressed(new byte[50 << 20])),
                Arguments.of("a page", Answer.text(200, "text/html", "<html>" + ECHO + "</html>")),
                Arguments.of("a redirect", Answer.redirect("http://127.0.0.1:9/?token=" + ECHO)),
                Arguments.of("204", Answer.status(204)),
                Arguments.of("too busy", Answer.busy(Duration.ofHours(1))),
                Arguments.of("slow", Answer.status(201).after(Duration.ofSeconds(5))),
                Arguments.of("a part", Answer.brokenOff(client(Map.of()))),
                Arguments.of("a cut", Answer.cut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void aHostileResponseIsABoundedFailureAndNothingIsStored(String name, Answer answer) {
        fake.always(Endpoint.REGISTER, answer);

        register(Map.of())
                .statusCode(anyOf(equalTo(409), equalTo(503)))
                .body("cause", not(nullValue()))
                .body(not(containsString("lkcanary")));

        assertNoClient();
    }

    @Test
    void aClientInUseIsReplacedOnlyIfTheCallerForcesItAndTheProviderIsNotCalled() {
        register(Map.of()).statusCode(201);
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        var registered = fake.received(Endpoint.REGISTER).size();

        register(Map.of()).statusCode(409).body("type", equalTo("urn:latchkey:problem:client-in-use"));
        assertThat(fake.received(Endpoint.REGISTER)).hasSize(registered);

        platform.installer()
                .queryParam("force", true)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(REGISTRATIONS, PROVIDER)
                .then()
                .statusCode(201);
        platform.close(begun.connection(), true).statusCode(anyOf(equalTo(200), equalTo(202), equalTo(204)));
    }

    @Test
    void anEntryWithoutARegistrationUrlOffersNone() {
        as(platform.installer(), Map.of(), FakeProviderResource.REVOKES_TOKEN)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:registration-not-offered"))
                .body("remedy", containsString("PUT"));
        as(platform.installer(), Map.of(), FakeProviderResource.KEY_IN_HEADER)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:no-client-needed"));
    }

    private void assertNoClient() {
        platform.installer().get("/v1/providers/{id}/client", PROVIDER).then().statusCode(404);
    }

    private ValidatableResponse register(Map<String, String> body) {
        return as(platform.installer(), body);
    }

    private static ValidatableResponse as(RequestSpecification caller, Map<String, String> body) {
        return as(caller, body, PROVIDER);
    }

    private static ValidatableResponse as(RequestSpecification caller, Map<String, String> body, String provider) {
        return caller.contentType(ContentType.JSON)
                .body(body)
                .post(REGISTRATIONS, provider)
                .then();
    }

    private static Map<String, Object> client(Map<String, ?> more) {
        var members = new HashMap<String, Object>(Map.of("client_id", "c", "client_secret", SECRET));
        members.putAll(more);
        return members;
    }

    private static Arguments row(int status, Map<String, ?> body, String cause) {
        return Arguments.of(status, body, cause);
    }
}
