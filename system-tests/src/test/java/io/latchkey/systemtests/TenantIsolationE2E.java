package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drives every operation of the three OpenAPI documents as somebody of another tenant. An operation with a parameter or
 * a body that this class does not know fails it, so that no new endpoint is forgotten.
 */
class TenantIsolationE2E {
    private static final Stack STACK = Stack.shared();
    private static final String NOT_MINE = "{\"connectionId\":\"%s\",\"tenant\":\"globex\"%s}";

    /** What is the same for every tenant. */
    private static final String MINE = "https://mine.example:443/token";

    private static final Set<String> TENANTLESS =
            Set.of("GET /v1/providers", "GET /v1/providers/{id}", "POST /internal/v1/needed-permissions");

    private static UUID connection;
    private static String account;
    private static Attempt attempt;
    private static String code;

    @BeforeAll
    static void acmeHasAConnectionWithAnOpenReauthorization() {
        var ada = STACK.user("ada");
        var person = STACK.newPerson();
        connection = STACK.connected(ada, person);
        account = ada.connection(connection).text("/account/label");
        attempt = STACK.reauthorizing(ada, connection);
        code = STACK.consent(person, attempt).code().orElseThrow();
        await().atMost(60, SECONDS).until(() -> ada.schedule(connection).status() == 200);
    }

    static Stream<OpenApi.Operation> publicOperations() {
        return all().filter(operation -> !operation.isInternal())
                .filter(operation -> !TENANTLESS.contains(operation.name()))
                .filter(operation -> !OpenApi.OPEN.contains(operation.name()));
    }

    static Stream<OpenApi.Operation> internalOperations() {
        return all().filter(OpenApi.Operation::isInternal);
    }

    private static Stream<OpenApi.Operation> all() {
        return Stream.of(STACK.info.connectionService(), STACK.info.broker(), STACK.info.verifier())
                .flatMap(service -> OpenApi.operations(STACK.http(), service).stream());
    }

    @ParameterizedTest
    @MethodSource("publicOperations")
    void aUserOfAnotherTenantFindsNothing(OpenApi.Operation operation) {
        var answer = asked(STACK.user("linus"), operation);

        assertFoundNothing(operation, answer);
    }

    @ParameterizedTest
    @MethodSource("publicOperations")
    void aServiceThatNamesAnotherTenantFindsNothing(OpenApi.Operation operation) {
        var answer = asked(STACK.service("automation-engine").inTenant("globex"), operation);

        assertFoundNothing(operation, answer);
    }

    @ParameterizedTest
    @MethodSource("publicOperations")
    void aUserWithoutATenantIsRefused(OpenApi.Operation operation) {
        var answer = asked(STACK.user("nemo"), operation);

        assertThat(answer.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("publicOperations")
    void aTenantClaimCannotBeOverruledByTheHeader(OpenApi.Operation operation) {
        var answer = asked(STACK.user("linus").inTenant(Stack.TENANT), operation);

        assertThat(answer.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("internalOperations")
    void noUserAndNoPlatformServiceReachesAnInternalEndpoint(OpenApi.Operation operation) {
        for (var caller : List.of(STACK.user("ada"), STACK.engine(), STACK.service("installer"))) {
            assertThat(sentInternally(caller, operation).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("internalOperations")
    void aSiblingServiceThatNamesAnotherTenantFindsNothing(OpenApi.Operation operation) {
        assumeFalse(TENANTLESS.contains(operation.name()));
        var statuses = Stream.of("connection-service", "verifier-service")
                .map(sibling ->
                        sentInternally(STACK.service(sibling), operation).status())
                .toList();

        assertThat(statuses).allMatch(status -> status == 403 || status == 404).contains(404);
    }

    @Test
    void afterAllThatTheConnectionIsUntouched() {
        var view = STACK.user("ada").connection(connection).expect(200);

        assertThat(view.text("/state")).isEqualTo("ACTIVE");
        assertThat(attempt.complete(STACK.user("ada"), code).status()).isEqualTo(200);
    }

    private static Answer asked(Platform caller, OpenApi.Operation operation) {
        return caller.send(
                operation.method(), operation.pathWith(ids(operation)), operation.takesBody() ? body(operation) : null);
    }

    private static Answer sentInternally(Platform caller, OpenApi.Operation operation) {
        var path = operation.pathWith(internalIds());
        return operation.takesBody()
                ? caller.sendTo(operation.service(), operation.method(), path, internalBody(operation))
                : caller.sendTo(
                        operation.service(),
                        operation.method(),
                        path + "?tenant=globex&connectionId=" + connection,
                        null);
    }

    private static Map<String, String> ids(OpenApi.Operation operation) {
        return Map.of(
                "id",
                id(operation),
                "connectionId",
                connection.toString(),
                "authorizationId",
                attempt.authorization().toString(),
                "kind",
                "workflow",
                "ref",
                "mine");
    }

    private static String id(OpenApi.Operation operation) {
        if (operation.path().startsWith("/v1/authorizations")) {
            return attempt.authorization().toString();
        }
        return operation.path().startsWith("/v1/providers") ? "northwind" : connection.toString();
    }

    private static Map<String, String> internalIds() {
        return Map.of("id", attempt.authorization().toString());
    }

    private static Object body(OpenApi.Operation operation) {
        var returnUrl = STACK.info.returnUrl().toString();
        return switch (operation.name()) {
            case "POST /v1/connections" -> Map.of("provider", "northwind", "returnUrl", returnUrl);
            case "PATCH /v1/connections/{id}" -> Map.of("name", "Mine now");
            case "POST /v1/connections/{id}/authorizations" -> Map.of("returnUrl", returnUrl);
            case "POST /v1/connections/{id}/authorizations/{authorizationId}/completion" ->
                Map.of("code", code, "codeVerifier", attempt.key().verifier());
            case "POST /v1/authorizations/{id}/response" -> Map.of("fields", Map.of("key", "mine"));
            case "PUT /v1/connections/{id}/dependents/{kind}/{ref}" -> Map.of("label", "Mine");
            case "POST /v1/connections/{id}/scope-checks" -> Map.of("modules", List.of("contact-sync"));
            case "PUT /v1/providers/{id}/client" -> Map.of("clientId", "mine", "clientSecret", "mine");
            case "POST /v1/providers/{id}/client/secrets" -> Map.of("clientSecret", "mine");
            case "POST /v1/providers/{id}/origin-confirmations" ->
                Map.of("tokenEndpoint", MINE, "refreshEndpoint", MINE, "hosts", List.of("https://mine.example:443"));
            case "POST /v1/providers/{id}/client/registrations" -> Map.of("clientName", "Mine");
            case "POST /v1/provider-drafts" -> Map.of("url", "https://mine.example");
            case "POST /v1/credentials/{connectionId}/refresh" -> Map.of("credentialVersion", 1);
            case "POST /v1/credentials/{connectionId}/signatures" ->
                Map.of("method", "GET", "url", "https://mine.example/");
            default -> throw new AssertionError(operation.name() + " has a body that this test must learn");
        };
    }

    private static String internalBody(OpenApi.Operation operation) {
        var principal = ",\"principal\":{\"issuer\":\"i\",\"subject\":\"s\",\"client\":\"c\"}";
        return switch (operation.name()) {
            case "POST /internal/v1/authorizations" ->
                NOT_MINE.formatted(
                        connection,
                        principal
                                + ",\"connectionName\":\"Mine\",\"provider\":\"northwind\",\"modules\":[\"contact-sync\"],"
                                + "\"permissions\":[],\"accountChangeAllowed\":true,\"returnUrl\":\""
                                + STACK.info.returnUrl() + "\"");
            case "POST /internal/v1/authorizations/{id}/links",
                    "POST /internal/v1/probes",
                    "POST /internal/v1/closings/previews" -> NOT_MINE.formatted(connection, "");
            case "POST /internal/v1/needed-permissions" ->
                "{\"provider\":\"northwind\",\"modules\":[],\"permissions\":[],\"satisfies\":[]}";
            case "POST /internal/v1/closings" -> NOT_MINE.formatted(connection, ",\"force\":true");
            case "POST /internal/v1/authorizations/{id}/completion" ->
                NOT_MINE.formatted(connection, principal + ",\"code\":\"" + code + "\"");
            case "POST /internal/v1/checks" -> "{\"sequence\":99,\"connection\":" + foreignView() + "}";
            default -> throw new AssertionError(operation.name() + " has a body that this test must learn");
        };
    }

    private static String foreignView() {
        var view = STACK.user("ada").connection(connection).expect(200).body();
        return view.toString().replace("\"tenant\":\"acme\"", "\"tenant\":\"globex\"");
    }

    private static void assertFoundNothing(OpenApi.Operation operation, Answer answer) {
        if (operation.hasParameters()) {
            assertThat(answer.status()).as(operation.name()).isIn(403, 404);
        }
        assertThat(answer.body().toString()).as(operation.name()).doesNotContain(account);
    }
}
