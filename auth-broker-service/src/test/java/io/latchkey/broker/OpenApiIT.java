package io.latchkey.broker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.broker.consent.Consents;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.openapi.ApiDocument;
import io.latchkey.testkit.openapi.Refusals;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the OpenAPI document says is what the endpoints do. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class OpenApiIT {
    private static final String AUTHORIZATIONS = "/internal/v1/authorizations";

    @Inject
    Seeds seeds;

    @Inject
    Consents consents;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        platform = new Platform(tokens);
    }

    @Test
    void everyResponseIsDescribed() {
        assertThat(ApiDocument.served().undescribed()).isEmpty();
        assertThat(ApiDocument.internal().undescribed()).isEmpty();
        assertThat(ApiDocument.served().unnamed()).isEmpty();
        assertThat(ApiDocument.internal().unnamed()).isEmpty();
    }

    @Test
    void everyPropertyAndParameterIsExplained() {
        assertThat(ApiDocument.served().unexplained()).isEmpty();
        assertThat(ApiDocument.served().javaNames()).isEmpty();
        assertThat(ApiDocument.internal().javaNames()).isEmpty();
    }

    @Test
    void whatAnAnswerBetweenTheServicesAlwaysHasIsDocumented() {
        var schemas = ApiDocument.internal().root().at("/components/schemas");
        assertThat(schemas.at("/AuthorizationOffer/required")).hasSize(7);
        assertThat(schemas.at("/ProviderRef/required")).hasSize(2);
        assertThat(schemas.at("/AuthorizationOffer/properties/authorizationId/format")
                        .asText())
                .isEqualTo("uuid");
        assertThat(ApiDocument.served()
                        .root()
                        .at("/components/schemas/Origin/required")
                        .toString())
                .isEqualTo("[\"hosts\"]");
    }

    @Test
    void whatTheCredentialAlwaysHasIsDocumented() {
        var schemas = ApiDocument.served().root().at("/components/schemas");
        assertThat(schemas.at("/CredentialView/required")).hasSize(9);
        assertThat(schemas.at("/CredentialPermissions/required")).hasSize(4);
    }

    @Test
    void thePublicDocumentHasOnlyWhatThePlatformAndProvidersCall() {
        assertThat(ApiDocument.served().root().path("paths").fieldNames())
                .toIterable()
                .allMatch(path ->
                        path.startsWith("/v1/") || path.equals("/connect/status") || path.equals("/oauth2/keys/{key}"));
        assertThat(ApiDocument.served()
                        .root()
                        .path("components")
                        .path("schemas")
                        .has("ProbeRequest"))
                .isFalse();
        assertThat(ApiDocument.internal().root().path("paths").fieldNames())
                .toIterable()
                .hasSize(8)
                .allMatch(path -> path.startsWith("/internal/"));
    }

    @Test
    void everyRefusalIsAsDocumented() {
        assertThat(Refusals.objections(ApiDocument.served(), tokens)).isEmpty();
        assertThat(Refusals.objections(ApiDocument.internal(), tokens)).isEmpty();
    }

    @Test
    void providersAreAnsweredAsDocumented() {
        var provider = FakeProviderResource.REVOKES_GRANT;
        var client = seeds.register(fake, provider);

        documented(
                "get",
                "/v1/providers",
                200,
                platform.worker().get("/v1/providers").then());
        documented(
                "get",
                "/v1/providers/{id}",
                200,
                platform.worker().get("/v1/providers/{id}", provider).then());
        documented(
                "get",
                "/v1/providers/{id}/client",
                200,
                platform.installer()
                        .get("/v1/providers/{id}/client", provider)
                        .then()
                        .body("clientId", equalTo(client.clientId())));
        documented(
                "get",
                "/v1/providers/{id}/origin-confirmations",
                200,
                platform.installer()
                        .get("/v1/providers/{id}/origin-confirmations", provider)
                        .then());
    }

    @Test
    void consentIsAnsweredAsDocumented() {
        var begun = consents.begin(platform, fake);
        documented("get", "/connect/status", 200, given().get(begun.statusUrl()).then());
        documented(
                "get",
                AUTHORIZATIONS + "/{id}",
                200,
                platform.connectionService()
                        .queryParam("connectionId", begun.connection())
                        .queryParam("tenant", "acme")
                        .get(AUTHORIZATIONS + "/{id}", begun.id())
                        .then());
        var code = consents.consent(begun).code().orElseThrow();

        documented("post", AUTHORIZATIONS + "/{id}/completion", 200, consents.complete(platform, begun, code));
        var further = Consents.post(platform, "", Consents.request(begun.connection()));
        documented("post", AUTHORIZATIONS, 201, further);
        var id = further.extract().jsonPath().getString("authorizationId");
        var link = Map.of("connectionId", begun.connection(), "tenant", "acme");
        documented("post", AUTHORIZATIONS + "/{id}/links", 200, Consents.post(platform, "/" + id + "/links", link));
    }

    @Test
    void credentialsAreAnsweredAsDocumented() {
        var connection = seeds.connection(fake);

        documented("get", "/v1/credentials/{connectionId}", 200, platform.read(connection));
        documented("post", "/v1/credentials/{connectionId}/refresh", 200, platform.refresh(connection));
        documented("post", "/internal/v1/probes", 200, platform.probe(connection));
    }

    private static void documented(String method, String path, int status, ValidatableResponse answer) {
        var body = answer.statusCode(status).extract().asString();
        var document = path.startsWith("/internal/") ? ApiDocument.internal() : ApiDocument.served();
        assertThat(document.objections(method, path, status, body))
                .as(method + " " + path)
                .isEmpty();
    }
}
