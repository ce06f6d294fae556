package io.latchkey.broker.handout;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class CredentialRefusalsIT {
    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        platform = new Platform(tokens);
    }

    @Test
    void aCallerNeedsATokenOfThisIssuerWithTheRole() {
        var connection = seeds.connection(fake);

        given().get("/v1/credentials/{id}", connection).then().statusCode(401);
        as(tokens.ofAnotherIssuer(), connection).statusCode(401);
        as(tokens.user("ada"), connection).statusCode(403);
        as(tokens.service("connection-service"), connection).statusCode(403);
    }

    @Test
    void aCallerForAnyTenantMustNameOne() {
        var connection = seeds.connection(fake);
        var engine = tokens.service("automation-engine");

        as(engine, connection).statusCode(400).body("field", equalTo("Latchkey-Tenant"));
        engine(engine, "acme", connection).statusCode(200);
        engine(engine, "globex", connection).statusCode(404);
        engine(engine, "../acme", connection).statusCode(403);
        platform.worker()
                .header("Latchkey-Tenant", "globex")
                .get("/v1/credentials/{id}", connection)
                .then()
                .statusCode(403);
    }

    @Test
    void anotherTenantsConnectionIsNotThere() {
        var foreign = seeds.connection(fake, FakeProviderResource.REVOKES_GRANT, "globex", null);

        platform.read(foreign).statusCode(404).body("type", equalTo("urn:latchkey:problem:not-found"));
        platform.refresh(foreign).statusCode(404);
        platform.read(ids.next()).statusCode(404);
    }

    @Test
    void aConnectionMayNameWhoFetchesItsCredential() {
        var others = seeds.connection(fake, FakeProviderResource.REVOKES_GRANT, "acme", List.of("somebody-else"));
        var ours = seeds.connection(fake, FakeProviderResource.REVOKES_GRANT, "acme", List.of("acme-worker"));

        platform.read(others).statusCode(403).body("type", equalTo("urn:latchkey:problem:client-not-allowed"));
        platform.refresh(others).statusCode(403);
        platform.read(ours).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "-PT1S", "PT", "one minute", "P1M"})
    void aDurationIsIso8601(String minTtl) {
        platform.read(ids.next(), minTtl)
                .statusCode(400)
                .body("field", equalTo("minTtl"))
                .body("remedy", notNullValue());
    }

    @Test
    void anIdIsAUuid() {
        platform.worker()
                .get("/v1/credentials/not-a-uuid")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:invalid-request"));
    }

    private static ValidatableResponse as(String token, UUID connection) {
        return given().auth()
                .oauth2(token)
                .get("/v1/credentials/{id}", connection)
                .then();
    }

    private static ValidatableResponse engine(String token, String tenant, UUID connection) {
        return given().auth()
                .oauth2(token)
                .header("Latchkey-Tenant", tenant)
                .get("/v1/credentials/{id}", connection)
                .then();
    }
}
