package io.latchkey.broker.handout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.broker.Seeds;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
class HandoutIT {
    @Inject
    Seeds seeds;

    Tokens tokens;

    @Test
    void handsOutAValidCredentialWithReadyHeaders() {
        var connection = seeds.authorized("acme");

        given().auth()
                .oauth2(tokens.service("acme-worker"))
                .get("/v1/credentials/" + connection)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo(1))
                .body("type", equalTo("oauth2"))
                .body("headers.Authorization", equalTo("Bearer " + Seeds.ACCESS_TOKEN));
    }

    @Test
    void destroysTheCredentialOfAClosedConnection() {
        var connection = seeds.authorized("acme");

        given().auth()
                .oauth2(tokens.service("connection-service"))
                .contentType("application/json")
                .body("{\"connectionId\":\"" + connection + "\",\"tenant\":\"acme\",\"force\":false}")
                .post("/internal/v1/closings")
                .then()
                .statusCode(202);

        given().auth()
                .oauth2(tokens.service("acme-worker"))
                .get("/v1/credentials/" + connection)
                .then()
                .statusCode(404);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(seeds.stored("acme", connection))
                .isEmpty());
    }

    @Test
    void knowsNoConnectionOfAnotherTenant() {
        var connection = seeds.authorized("globex");

        given().auth()
                .oauth2(tokens.service("acme-worker"))
                .get("/v1/credentials/" + connection)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(tokens.service("acme-worker"))
                .get("/v1/credentials/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }
}
