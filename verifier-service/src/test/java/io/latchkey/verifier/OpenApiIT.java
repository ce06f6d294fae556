package io.latchkey.verifier;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.events.EventJson;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.testkit.openapi.ApiDocument;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.openapi.Refusals;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.verifier.live.Feed;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.latchkey.verifier.schedule.Views;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document says is what the endpoints do. */
@QuarkusTest
@WithRealServers(database = "latchkey_verifier", openBao = false, client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class OpenApiIT {
    private static final String SCHEDULE = "/v1/schedule/{connectionId}";
    private static final String CHECKS = "/internal/v1/checks";

    Database database;
    KafkaServer kafka;
    Tokens tokens;
    ScriptedBroker broker;

    @Test
    void itNamesEveryEndpointWithItsWords() {
        assertThat(endpoints(ApiDocument.served())).containsExactly("get " + SCHEDULE);
        assertThat(endpoints(ApiDocument.internal())).containsExactly("post " + CHECKS);
    }

    private static List<String> endpoints(ApiDocument served) {
        var document = served.root();
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(served.undescribed()).isEmpty();
        assertThat(served.unnamed()).isEmpty();
        var endpoints = new ArrayList<String>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    endpoints.add(operation.getKey() + " " + path.getKey());
                    assertThat(operation.getValue().path("operationId").asText())
                            .isNotBlank();
                    assertThat(operation.getValue().path("summary").asText()).isNotBlank();
                }));
        return endpoints;
    }

    @Test
    void everyPropertyAndParameterIsExplained() {
        assertThat(ApiDocument.served().unexplained()).isEmpty();
        assertThat(ApiDocument.served().javaNames()).isEmpty();
        assertThat(ApiDocument.internal().javaNames()).isEmpty();
        assertThat(ApiDocument.internal().root().at("/components/schemas/CheckCompleted/required"))
                .hasSize(7);
    }

    @Test
    void everyRefusalIsAsDocumented() {
        assertThat(Refusals.objections(ApiDocument.served(), tokens)).isEmpty();
        assertThat(Refusals.objections(ApiDocument.internal(), tokens)).isEmpty();
    }

    @Test
    void everyAnswerIsAsDocumented() {
        var id = UUID.randomUUID();
        var now = Instant.now();
        var connection = Views.view(id, "acme", ConnectionState.ACTIVE, 1, now, now.plus(ofDays(90)));
        try (var feed = new Feed(kafka)) {
            feed.publish(2, ConnectionEventType.AUTHORIZED, connection);
            feed.awaitTakenIn(new Rows(database));
        }
        broker.answer(id, ScriptedBroker.found(id, Outcome.PERMANENT, Reason.REVOKED, "http_401"));

        documented(
                "post",
                CHECKS,
                given().filter(new AsDocumented())
                        .auth()
                        .oauth2(tokens.service("connection-service"))
                        .contentType(ContentType.JSON)
                        .body(EventJson.write(new CheckRequest(connection, 2)))
                        .post(CHECKS));
        documented(
                "get",
                SCHEDULE,
                given().filter(new AsDocumented())
                        .auth()
                        .oauth2(tokens.user("ada"))
                        .get(SCHEDULE, id));
    }

    private static void documented(String method, String path, Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        var document = path.startsWith("/internal/") ? ApiDocument.internal() : ApiDocument.served();
        assertThat(document.objections(method, path, 200, answer.asString())).isEmpty();
    }
}
