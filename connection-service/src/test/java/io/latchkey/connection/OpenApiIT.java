package io.latchkey.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.testkit.openapi.ApiDocument;
import io.latchkey.testkit.openapi.Refusals;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the OpenAPI document says is what the endpoints do. */
@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class OpenApiIT extends Stage {
    private static final String CONNECTIONS = "/v1/connections";
    private static final String CONNECTION = CONNECTIONS + "/{id}";

    private ApiDocument document;

    @BeforeEach
    void read() {
        document = ApiDocument.served();
    }

    @Test
    void itNamesEveryEndpointOnceWithItsWords() {
        assertThat(document.root().path("openapi").asText()).startsWith("3.1");
        var endpoints = new ArrayList<String>();
        document.root().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> {
                    endpoints.add(operation.getKey() + " " + path.getKey());
                }));
        assertThat(endpoints)
                .containsExactlyInAnyOrder(
                        "get " + CONNECTIONS,
                        "post " + CONNECTIONS,
                        "get " + CONNECTION,
                        "patch " + CONNECTION,
                        "delete " + CONNECTION,
                        "get " + CONNECTION + "/deletion-preview",
                        "get " + CONNECTION + "/history",
                        "post " + CONNECTION + "/verifications",
                        "post " + CONNECTION + "/scope-checks",
                        "get " + CONNECTION + "/dependents",
                        "put " + CONNECTION + "/dependents/{kind}/{ref}",
                        "delete " + CONNECTION + "/dependents/{kind}/{ref}",
                        "post " + CONNECTION + "/authorizations",
                        "get " + CONNECTION + "/authorizations/{authorizationId}",
                        "post " + CONNECTION + "/authorizations/{authorizationId}/completion");
        assertThat(document.undescribed()).isEmpty();
        assertThat(document.unnamed()).isEmpty();
    }

    @Test
    void everyRefusalIsAsDocumented() {
        assertThat(Refusals.objections(ApiDocument.served(), tokens)).isEmpty();
    }

    @Test
    void everyAnswerIsAsDocumented() {
        broker.grantsEndAt(Instant.parse("2031-01-01T00:00:00Z"));
        var creation = as("ada").body(request()).post(CONNECTIONS);
        documented("post", CONNECTIONS, 201, creation);
        var made = Made.of(creation.jsonPath());
        var completion = as("ada")
                .body(Map.of("code", "x"))
                .post(CONNECTION + "/authorizations/{authorizationId}/completion", made.id(), made.authorization());
        documented("post", CONNECTION + "/authorizations/{authorizationId}/completion", 200, completion);
        documented(
                "get",
                CONNECTION + "/authorizations/{authorizationId}",
                200,
                as("ada").get(CONNECTION + "/authorizations/{authorizationId}", made.id(), made.authorization()));
        verifier.finds(Outcome.PERMANENT, Reason.REVOKED, "http_401", 401);
        documented(
                "post", CONNECTION + "/verifications", 200, as("ada").post(CONNECTION + "/verifications", made.id()));
        documented("get", CONNECTION, 200, as("ada").get(CONNECTION, made.id()));
        documented("patch", CONNECTION, 200, as("ada").body(Map.of("name", "x")).patch(CONNECTION, made.id()));
        documented("get", CONNECTIONS, 200, as("ada").queryParam("limit", 1).get(CONNECTIONS));
        documented("get", CONNECTION + "/history", 200, as("ada").get(CONNECTION + "/history", made.id()));
        documented(
                "post",
                CONNECTION + "/authorizations",
                201,
                as("ada").body(Map.of("returnUrl", RETURN_URL)).post(CONNECTION + "/authorizations", made.id()));
        documented("delete", CONNECTION, 202, as("ada").delete(CONNECTION, made.id()));
    }

    private void documented(String method, String path, int status, Response answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(document.objections(method, path, status, answer.asString())).isEmpty();
    }

    @Test
    void everyPropertyAndParameterIsExplained() {
        assertThat(document.unexplained()).isEmpty();
        assertThat(document.javaNames()).isEmpty();
        assertThat(document.root()
                        .at("/components/schemas/NewAuthorization/properties/modules/description")
                        .asText())
                .contains("whole new set");
    }

    @Test
    void whatACreationNeedsIsDocumented() {
        var schema = document.root().at("/components/schemas/NewConnection");
        assertThat(texts(schema.path("required"))).containsExactlyInAnyOrder("provider", "returnUrl");
    }

    @Test
    void whatACreatedConnectionAlwaysHasIsDocumented() {
        var schema = document.root().at("/components/schemas/CreatedConnection");
        assertThat(texts(schema.path("required")))
                .contains("id", "state", "createdAt")
                .doesNotContain("authorization");
    }

    @Test
    void theStatusOfAnAuthorizationIsAClosedListAndItsConnectionIsThere() {
        var schemas = document.root().at("/components/schemas");
        assertThat(texts(schemas.at("/AuthorizationDetails/required")))
                .contains("id", "status", "ended", "createdAt", "connection")
                .doesNotContain("reason", "expiresAt");
        assertThat(texts(schemas.at("/AuthorizationStatus/enum")))
                .containsExactlyElementsOf(Stream.of(AuthorizationStatus.values())
                        .map(AuthorizationStatus::code)
                        .toList());
        assertThat(texts(schemas.at("/AuthorizationFailure/enum")))
                .contains("access_denied", "link_expired", "identity_unknown", "superseded");
        assertThat(texts(schemas.at("/AuthorizationLink/required"))).contains("url", "statusUrl");
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
