package io.latchkey.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.connection.stage.ScriptedService.Request;
import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.connection.stage.Topic.Published;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class OutagesIT extends Stage {
    private static final String END_OTHER_SESSIONS = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()";

    PostgresServer postgres;

    @Inject
    OidcClient oidcClient;

    @Test
    void withoutTheBrokerConsentWaitsAndTheRestWorks() {
        var made = active();
        var pending = create("ada");
        broker.down();
        try {
            as("ada")
                    .body(request())
                    .post("/v1/connections")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", endsWith("auth-broker-service-unavailable"));
            as("ada")
                    .body(Map.of("returnUrl", RETURN_URL))
                    .post("/v1/connections/{id}/authorizations", made.id())
                    .then()
                    .statusCode(503);
            complete("ada", pending.id(), pending.authorization()).statusCode(503);
            as("ada")
                    .body(Map.of("name", "Still"))
                    .patch("/v1/connections/{id}", made.id())
                    .then()
                    .statusCode(200);
        } finally {
            broker.up();
        }
        complete("ada", pending.id(), pending.authorization()).statusCode(200);
    }

    @Test
    void withoutTheVerifierOnlyVerificationWaits() {
        var made = active();
        verifier.down();
        try {
            as("ada")
                    .post("/v1/connections/{id}/verifications", made.id())
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", endsWith("verifier-service-unavailable"));
        } finally {
            verifier.up();
        }
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
    }

    @Test
    void aTokenThatAPeerDoesNotTakeAnyMoreIsReplacedAndTheCallerNoticesNothing() {
        var made = create("ada", "name", "First");
        broker.refusesTokens("/authorizations", 1);
        broker.refusesTokens("/completion", 1);
        broker.refusesTokens("/closings", 1);
        verifier.refusesTokens("/checks", 1);

        assertThat(create("ada", "name", "Second").authorization()).isNotNull();
        complete("ada", made.id(), made.authorization()).statusCode(200);
        as("ada").post("/v1/connections/{id}/verifications", made.id()).then().statusCode(200);
        as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);

        assertSentAgainWithANewToken(broker.requests("/authorizations").subList(1, 3));
        assertSentAgainWithANewToken(broker.requests("/completion"));
        assertSentAgainWithANewToken(broker.requests("/closings"));
        assertSentAgainWithANewToken(verifier.requests("/checks"));
    }

    private static void assertSentAgainWithANewToken(List<Request> requests) {
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
        assertThat(requests.get(1).authorization())
                .startsWith("Bearer ")
                .isNotEqualTo(requests.get(0).authorization());
    }

    @Test
    void aPeerThatTakesNoTokenAtAllIsAskedTwiceAndReported() {
        broker.refusesTokens("/authorizations", Integer.MAX_VALUE);

        as("ada")
                .body(request())
                .post("/v1/connections")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", endsWith("auth-broker-service-unavailable"));

        assertThat(broker.requests("/authorizations")).hasSize(2);
    }

    @Test
    void aTokenIsReplacedWellBeforeItEnds() {
        var tokens = oidcClient.getTokens().await().atMost(Duration.ofSeconds(10));

        assertThat(tokens.getRefreshTokenTimeSkew()).isEqualTo(30);
    }

    @Test
    void withoutKafkaEveryCallWorksAndTheEventsWait() {
        var before = active();
        assertThat(topic().feedUntil(before.id(), "authorized")).hasSize(2);
        Made made;
        kafka.stop();
        try {
            made = active();
            as("ada")
                    .body(Map.of("name", "Meanwhile"))
                    .patch("/v1/connections/{id}", made.id())
                    .then()
                    .statusCode(200);
            as("ada")
                    .post("/v1/connections/{id}/verifications", made.id())
                    .then()
                    .statusCode(200);
            as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);
            as("ada").get("/q/health/ready").then().statusCode(200);
        } finally {
            kafka.start();
        }
        var published = await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> topic().feedUntil(made.id(), "deleted"), events -> events.size() == 5);
        assertThat(published)
                .extracting(Published::name)
                .containsExactly("created", "authorized", "renamed", "health-changed", "deleted");
        topic().publish(new CredentialRefused(
                UUID.randomUUID(), before.id(), "acme", 1, 10, Instant.now(), Reason.REVOKED));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> connection(before.id()).getString("state"), "REAUTHORIZATION_REQUIRED"::equals);
    }

    @Test
    void withoutTheDatabaseACallIsToldToComeBackAndFactsAreNotLost() {
        var made = active();
        postgres.stop();
        try {
            as("ada")
                    .get("/v1/connections/{id}", made.id())
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .body("type", endsWith("database-unavailable"));
            as("ada").get("/q/health/ready").then().statusCode(503);
            as("ada").get("/q/health/live").then().statusCode(200);
            topic().publish(new CredentialRefused(
                    UUID.randomUUID(), made.id(), "acme", 1, 10, Instant.now(), Reason.REVOKED));
        } finally {
            postgres.start();
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> connection(made.id()).getString("state"), "REAUTHORIZATION_REQUIRED"::equals);
    }

    @Test
    void aDatabaseThatIsFrozenIsUnavailableWithinSecondsForMoreCallersThanThePoolHasConnections() {
        var made = active();
        var callers = Stream.generate(() -> as("ada")).limit(30).toList();
        postgres.pause();
        try {
            var answers = callers.stream()
                    .map(caller -> CompletableFuture.supplyAsync(
                            () -> caller.get("/v1/connections/{id}", made.id()), Executors.newSingleThreadExecutor()))
                    .toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .satisfies(reply -> reply.then()
                            .statusCode(503)
                            .header("Retry-After", equalTo("5"))
                            .body("type", endsWith("database-unavailable"))));
        } finally {
            postgres.resume();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> rename(made).statusCode() == 200);
    }

    /** As after a switchover: the connections of the pool lead to a server that takes no writes any more. */
    @Test
    void aDatabaseThatCannotBeWrittenIsUnavailableUntilThePoolReachesOneThatCan() throws SQLException {
        var made = active();
        sql("alter database latchkey_connection set default_transaction_read_only = on", END_OTHER_SESSIONS);
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            as("ada").get("/v1/connections/{id}", made.id()).statusCode() == 200);
            rename(made)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .body("type", endsWith("database-unavailable"));
            as("ada").get("/q/health/ready").then().statusCode(503);
            as("ada").get("/q/health/live").then().statusCode(200);
        } finally {
            sql(
                    "set default_transaction_read_only = off",
                    "alter database latchkey_connection reset default_transaction_read_only");
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> as("ada").get("/q/health/ready").statusCode() == 200
                        && rename(made).statusCode() == 200);
        sql(END_OTHER_SESSIONS);
    }

    private Response rename(Made made) {
        return as("ada").body(Map.of("name", "Written")).patch("/v1/connections/{id}", made.id());
    }

    private void sql(String... statements) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
