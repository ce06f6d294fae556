package io.latchkey.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class RefusalsIT extends Stage {
    private static final String LONG = "x".repeat(201);
    private static final String AUTHORIZATION = "/v1/connections/{id}/authorizations/{authorizationId}";
    private static final UUID NOBODYS = UUID.fromString("018f0000-0000-7000-8000-000000000000");

    /** Each endpoint: method, path, a body that is right. */
    private static Stream<Arguments> endpoints() {
        var link = "{\"returnUrl\":\"" + RETURN_URL + "\"}";
        return Stream.of(
                Arguments.of("GET", "/v1/connections/{id}", null, 404),
                Arguments.of("GET", "/v1/connections/{id}/history", null, 404),
                Arguments.of("GET", "/v1/connections/{id}/authorizations/{id}", null, 404),
                Arguments.of("PATCH", "/v1/connections/{id}", "{\"name\":\"x\"}", 404),
                Arguments.of("DELETE", "/v1/connections/{id}", null, 404),
                Arguments.of("POST", "/v1/connections/{id}/authorizations", link, 404),
                Arguments.of("POST", "/v1/connections/{id}/authorizations/{id}/completion", "{\"code\":\"x\"}", 404),
                Arguments.of("POST", "/v1/connections/{id}/verifications", null, 404),
                Arguments.of("GET", "/v1/connections", null, 200),
                Arguments.of("POST", "/v1/connections", "{\"provider\":\"northwind\",\"returnUrl\":\"x\"}", 201));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anotherTenantsConnectionIsNotThere(String method, String path, String body, int status) {
        var made = active();
        send(as("linus"), method, path, made.id().toString(), body).statusCode(status);
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aCallerWithoutATenantIsRefused(String method, String path, String body, int unused) {
        refused(send(as("nemo"), method, path, NOBODYS.toString(), body), 403);
        refused(
                send(asService("automation-engine"), method, path, NOBODYS.toString(), body),
                method.equals("GET") ? 400 : 403);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aCallerWithoutTheRoleIsRefused(String method, String path, String body, int unused) {
        refused(send(asService("verifier-service"), method, path, NOBODYS.toString(), body), 403);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void nobodyAndStrangersAreRefused(String method, String path, String body, int unused) {
        refused(send(given().contentType(ContentType.JSON), method, path, NOBODYS.toString(), body), 401);
        refused(send(asStranger(), method, path, NOBODYS.toString(), body), 401);
        refused(
                send(
                        given().auth().oauth2("rubbish").contentType(ContentType.JSON),
                        method,
                        path,
                        NOBODYS.toString(),
                        body),
                401);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void anIdThatIsNoUuidIsRefused(String method, String path, String body, int status) {
        if (status == 404) {
            refusal(send(as("ada"), method, path, "17", body), 400).body("field", equalTo("id"));
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aBodyThatIsNoJsonOfOursIsRefused(String method, String path, String body, int unused) {
        if (body == null) {
            return;
        }
        refusal(send(as("ada"), method, path, NOBODYS.toString(), "{\"name\":"), 400)
                .body("field", equalTo("body"));
        for (var none : List.of("", "null")) {
            var answer = send(as("ada"), method, path, NOBODYS.toString(), none);
            if (path.endsWith("/authorizations")) {
                answer.statusCode(404);
            } else {
                refusal(answer, 400).body("field", equalTo("body"));
            }
        }
        refused(send(as("ada"), method, path, NOBODYS.toString(), "[]"), 400);
        refusal(send(as("ada"), method, path, NOBODYS.toString(), "{\"nome\":1}"), 400)
                .body("field", equalTo("nome"));
        refused(send(as("ada").contentType(ContentType.XML), method, path, NOBODYS.toString(), "<a/>"), 415);
        refusal(send(as("ada"), method, path, NOBODYS.toString(), "{\"x\":\"" + "x".repeat(70_000) + "\"}"), 413)
                .body("field", equalTo("body"));
    }

    private static ValidatableResponse send(
            RequestSpecification caller, String method, String path, String id, String body) {
        return (body == null ? caller : caller.body(body))
                .request(method, path.replace("{id}", id))
                .then();
    }

    private static void refused(ValidatableResponse answer, int status) {
        refusal(answer, status).body("status", equalTo(status));
    }

    /** A problem that says what to do; never a stack trace. */
    private static ValidatableResponse refusal(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", containsString("urn:latchkey:problem:"))
                .body("title", notNullValue())
                .body("remedy", notNullValue());
    }

    private static Stream<Arguments> wrongFields() {
        var many = IntStream.range(0, 101).mapToObj(i -> "m" + i).toList();
        return Stream.of(
                Arguments.of("name", ""),
                Arguments.of("name", "   "),
                Arguments.of("name", LONG),
                Arguments.of("name", "a\u0000b"),
                Arguments.of("name", "a\u0007b"),
                Arguments.of("name", 7.5f + LONG),
                Arguments.of("provider", null),
                Arguments.of("provider", ""),
                Arguments.of("provider", "a b"),
                Arguments.of("provider", "a\u0000b"),
                Arguments.of("modules", many),
                Arguments.of("modules", "crm"),
                Arguments.of("permissions", many),
                Arguments.of("returnUrl", null),
                Arguments.of("returnUrl", "x".repeat(2001)),
                Arguments.of("callerState", "x".repeat(501)),
                Arguments.of("codeChallenge", "too-short"),
                Arguments.of("credentialClients", many));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aWrongFieldIsNamed(String field, Object value) {
        refusal(as("ada").body(request(field, value)).post("/v1/connections").then(), 400)
                .body("field", equalTo(field));
        assertThat(broker.requests("/authorizations")).isEmpty();
    }

    @Test
    void anItemOfAListIsCheckedToo() {
        refusal(
                        as("ada")
                                .body(request("modules", List.of("crm", "a b")))
                                .post("/v1/connections")
                                .then(),
                        400)
                .body("field", equalTo("modules[1]"))
                .body("remedy", containsString("catalog entry"));
    }

    private static Stream<Arguments> explainedFields() {
        return Stream.of(
                Arguments.of("provider", null, "is missing", "Send a value"),
                Arguments.of("callerState", "x".repeat(501), "is longer than 500 characters", "short reference"),
                Arguments.of("callerState", "a\tb", "contains control characters", "Remove them"),
                Arguments.of("codeChallenge", "too-short", "base64url text of a SHA-256 hash", "S256"),
                Arguments.of("returnUrl", "x".repeat(2001), "is longer than 2000 characters", "Send a shorter URL"),
                Arguments.of("modules", Collections.nCopies(101, "m"), "has more than 100 items", "Send fewer items"),
                Arguments.of("credentialClients[0]", List.of("a b"), "is not a client id", "OIDC issuer"));
    }

    @ParameterizedTest
    @MethodSource("explainedFields")
    void aWrongFieldIsExplained(String field, Object value, String expected, String remedy) {
        refusal(
                        as("ada")
                                .body(request(field.replaceAll("\\[.*", ""), value))
                                .post("/v1/connections")
                                .then(),
                        400)
                .body("field", equalTo(field))
                .body("detail", startsWith(field + " "))
                .body("detail", containsString(expected))
                .body("remedy", containsString(remedy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb"})
    void aRenameToRubbishIsRefused(String name) {
        var made = active();
        refusal(
                        as("ada")
                                .body(Map.of("name", name))
                                .patch("/v1/connections/{id}", made.id())
                                .then(),
                        400)
                .body("field", equalTo("name"));
        refusal(as("ada").body("{}").patch("/v1/connections/{id}", made.id()).then(), 400)
                .body("field", equalTo("name"));
    }

    @Test
    void aPreconditionThatIsNoneIsRefused() {
        var made = active();
        refusal(
                        as("ada")
                                .header("If-Match", "1")
                                .body(Map.of("name", "x"))
                                .patch("/v1/connections/{id}", made.id())
                                .then(),
                        400)
                .body("field", equalTo("If-Match"));
        refused(
                as("ada")
                        .header("If-Match", "\"9\"")
                        .delete("/v1/connections/{id}", made.id())
                        .then(),
                412);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, ten",
        "cursor, rubbish",
        "state, active",
        "provider, ' '",
        "owner, ' '"
    })
    void aWrongQueryParameterIsNamed(String parameter, String value) {
        refusal(as("ada").queryParam(parameter, value).get("/v1/connections").then(), 400)
                .body("field", equalTo(parameter));
    }

    @Test
    void charactersThatNoDatabaseTakesAreRefused() {
        refusal(
                        as("ada")
                                .queryParam("provider", "a\u0000b")
                                .get("/v1/connections")
                                .then(),
                        400)
                .body("field", equalTo("provider"));
        refusal(as("ada").queryParam("owner", "a\u0000b").get("/v1/connections").then(), 400)
                .body("field", equalTo("owner"));
    }

    @Test
    void forceIsTrueOrFalse() {
        refusal(
                        as("ada")
                                .queryParam("force", "maybe")
                                .delete("/v1/connections/{id}", NOBODYS)
                                .then(),
                        400)
                .body("field", equalTo("force"));
    }

    @Test
    void whatTheBrokerFindsWrongWithARequestIsToldAsItIs() {
        broker.refuses(
                "/authorizations",
                400,
                "unknown-provider",
                Map.of("field", "provider", "detail", "No provider southwind.", "remedy", "Did you mean northwind?"));

        refusal(
                        as("ada")
                                .body(request("provider", "southwind"))
                                .post("/v1/connections")
                                .then(),
                        400)
                .body("type", endsWith("unknown-provider"))
                .body("field", equalTo("provider"))
                .body("detail", equalTo("No provider southwind."))
                .body("remedy", equalTo("Did you mean northwind?"));
    }

    @ParameterizedTest
    @CsvSource({
        "409, authorization-access-denied",
        "409, authorization-superseded",
        "403, not-the-initiator",
        "400, invalid-code",
        "404, not-found",
    })
    void whyACompletionIsRefusedIsToldAsItIs(int status, String type) {
        var made = create("ada");
        broker.refuses("/completion", status, type, Map.of("status", "x", "remedy", "Begin again."));

        complete("ada", made.id(), made.authorization())
                .statusCode(status)
                .body("type", endsWith(type))
                .body("remedy", equalTo("Begin again."));
        assertThat(connection(made.id()).getString("state")).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @CsvSource({"401, unauthenticated", "403, forbidden", "500, internal-error", "503, vault-unavailable"})
    void whatIsNotTheCallersDoingIsA503(int status, String type) {
        broker.refuses("/authorizations", status, type, Map.of());

        refusal(as("ada").body(request()).post("/v1/connections").then(), 503)
                .header("Retry-After", notNullValue())
                .body("type", endsWith("auth-broker-service-unavailable"));
    }

    @Test
    void theStatusOfAnAuthorizationIsShownWithItsConnection() {
        var made = create("ada");
        status(made)
                .statusCode(200)
                .body("id", equalTo(made.authorization().toString()))
                .body("status", equalTo("created"))
                .body("connection.state", equalTo("PENDING"));

        complete("ada", made.id(), made.authorization()).statusCode(200);

        status(made)
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("ended", equalTo(true))
                .body("connection.state", equalTo("ACTIVE"))
                .body("connection.revision", notNullValue());
    }

    @Test
    void theBrokersAnswerForAnotherAuthorizationIsPassedOnAndItsSilenceIsA503() {
        var made = create("ada");
        broker.refuses("/authorizations/" + NOBODYS, 404, "not-found", Map.of("remedy", "Read the connection."));

        as("ada")
                .get(AUTHORIZATION, made.id(), NOBODYS)
                .then()
                .statusCode(404)
                .body("remedy", equalTo("Read the connection."));
        broker.down();
        try {
            refusal(status(made), 503)
                    .header("Retry-After", notNullValue())
                    .body("type", endsWith("auth-broker-service-unavailable"));
        } finally {
            broker.up();
        }
    }

    private ValidatableResponse status(Made made) {
        return as("ada").get(AUTHORIZATION, made.id(), made.authorization()).then();
    }
}
