package io.latchkey.verifier.schedule;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofDays;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.verifier.live.Feed;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_verifier", openBao = false, client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class ScheduleResourceIT {
    Database database;
    KafkaServer kafka;
    Tokens tokens;

    private final UUID id = UUID.randomUUID();
    private final Instant now = Instant.now();

    @BeforeEach
    void tellOfAConnectionOfAcme() {
        try (var feed = new Feed(kafka)) {
            feed.publish(
                    2,
                    ConnectionEventType.AUTHORIZED,
                    Views.view(id, "acme", ConnectionState.ACTIVE, 1, now, now.plus(ofDays(30))));
            feed.awaitTakenIn(new Rows(database));
        }
    }

    @Test
    void showsTheNextCheckAndTheNotices() {
        get(tokens.user("ada"))
                .statusCode(200)
                .body("connectionId", equalTo(id.toString()))
                .body("nextCheckAt", notNullValue())
                .body("lastCheckAt", nullValue())
                .body("notices", hasSize(2))
                .body("notices[0].lead", equalTo("PT168H"))
                .body("notices[0].sent", equalTo(false))
                .body("notices[1].lead", equalTo("PT48H"));
    }

    @Test
    void aPlatformServiceNamesTheTenant() {
        var token = tokens.service("automation-engine");

        get(token).statusCode(400).body("field", equalTo("Latchkey-Tenant"));
        for (var tenant : new String[] {"acme", "globex"}) {
            given().filter(new AsDocumented())
                    .auth()
                    .oauth2(token)
                    .header("Latchkey-Tenant", tenant)
                    .get("/v1/schedule/" + id)
                    .then()
                    .statusCode(tenant.equals("acme") ? 200 : 404);
        }
    }

    @Test
    void anotherTenantsConnectionIsNotFound() {
        get(tokens.user("linus")).statusCode(404).body("type", equalTo("urn:latchkey:problem:not-found"));
    }

    @Test
    void whoMayNotReadIsRefused() {
        given().get("/v1/schedule/" + id).then().statusCode(401);
        get("no-token").statusCode(401);
        get(tokens.ofAnotherIssuer()).statusCode(401);
        get(tokens.service("connection-service")).statusCode(403);
        get(tokens.user("nemo")).statusCode(403);
    }

    @Test
    void anIdThatIsNoUuidIsNamed() {
        given().filter(new AsDocumented())
                .auth()
                .oauth2(tokens.user("ada"))
                .get("/v1/schedule/not-an-id")
                .then()
                .statusCode(400)
                .body("field", equalTo("id"));
    }

    private ValidatableResponse get(String token) {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(token)
                .get("/v1/schedule/" + id)
                .then();
    }
}
