package io.latchkey.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.connection.stage.ScriptedService.Request;
import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.connection.stage.Topic.Published;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class ConnectionsIT extends Stage {
    @Test
    void aNewConnectionIsPendingAndComesWithALink() {
        as("ada")
                .body(request("name", " Sales CRM ", "callerState", "x", "permissions", List.of("files.write")))
                .post("/v1/connections")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern("http://localhost:\\d+/v1/connections/[0-9a-f-]{36}"))
                .header("ETag", "\"1\"")
                .body("id", notNullValue())
                .body("tenant", equalTo("acme"))
                .body("name", equalTo("Sales CRM"))
                .body("provider.name", equalTo("Northwind"))
                .body("state", equalTo("PENDING"))
                .body("modules", contains("crm"))
                .body("permissions.requested", contains("crm.read", "files.write"))
                .body("permissions.missing", contains("crm.read", "files.write"))
                .body("generation", equalTo(0))
                .body("revision", equalTo(1))
                .body("account", nullValue())
                .body("authorization.id", notNullValue())
                .body("authorization.url", startsWith(broker.url()))
                .body("authorization.expiresAt", endsWith("Z"));
    }

    @Test
    void aMomentIsTheSameWhereverItIsShown() {
        var creation = as("ada").body(request()).post("/v1/connections").jsonPath();
        var made = Made.of(creation);
        assertThat(withoutAuthorization(creation))
                .isEqualTo(connection(made.id()).getMap(""));

        var completion = complete("ada", made.id(), made.authorization()).extract();
        assertThat(completion.jsonPath().getMap(""))
                .isEqualTo(connection(made.id()).getMap(""));

        var check =
                as("ada").post("/v1/connections/{id}/verifications", made.id()).jsonPath();
        var checked = connection(made.id());
        assertThat(check.getString("checkedAt")).isEqualTo(checked.getString("health.checkedAt"));

        var published = topic().feedUntil(made.id(), "health-changed");
        assertThat(published.get(0).data().connection().createdAt()).isEqualTo(checked.getString("createdAt"));
        assertThat(published.get(1).data().connection().authorizedAt()).isEqualTo(checked.getString("authorizedAt"));
        assertThat(published.get(2).data().connection().health().checkedAt())
                .isEqualTo(checked.getString("health.checkedAt"));
        assertThat(published.get(2).data().connection().updatedAt()).isEqualTo(checked.getString("updatedAt"));
    }

    private static Map<String, Object> withoutAuthorization(JsonPath creation) {
        var view = new HashMap<String, Object>(creation.getMap(""));
        view.remove("authorization");
        return view;
    }

    @Test
    void theBrokerIsAskedForExactlyWhatTheCallerWantsAndByTheServiceItself() {
        var made =
                create("ada", "callerState", "x", "codeChallenge", "c".repeat(43), "credentialClients", List.of("w"));

        assertThat(broker.requests("/authorizations")).singleElement().satisfies(request -> {
            assertThat(request.authorization()).startsWith("Bearer ");
            assertThat(request.body().get("connectionId").asText())
                    .isEqualTo(made.id().toString());
            assertThat(request.body().get("tenant").asText()).isEqualTo("acme");
            assertThat(request.body().get("principal").get("client").asText()).isEqualTo("demo-app");
            assertThat(request.body().get("callerState").asText()).isEqualTo("x");
            assertThat(request.body().get("codeChallenge").asText()).isEqualTo("c".repeat(43));
            assertThat(request.body().get("credentialClients").get(0).asText()).isEqualTo("w");
            assertThat(request.body().get("accountChangeAllowed").asBoolean()).isFalse();
        });
    }

    @Test
    void theConnectionShowsWhoseClientItUses() {
        var made = create("ada", "client", "own");

        assertThat(broker.requests("/authorizations")
                        .get(0)
                        .body()
                        .get("client")
                        .asText())
                .isEqualTo("own");
        complete("ada", made.id(), made.authorization()).statusCode(200).body("client", equalTo("own"));
        assertThat(topic().feedUntil(made.id(), "authorized")
                        .get(1)
                        .data()
                        .connection()
                        .client())
                .isEqualTo("own");
        as("ada")
                .body(request("client", "mine"))
                .post("/v1/connections")
                .then()
                .statusCode(400)
                .body("field", equalTo("client"));
        as("ada")
                .body(Map.of("client", "registered"))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201);
        assertThat(broker.requests("/authorizations")
                        .get(1)
                        .body()
                        .get("client")
                        .asText())
                .isEqualTo("registered");
    }

    @Test
    void aConnectionWithoutANameGetsOneThatItsOwnerDoesNotHaveYet() {
        var names = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            names.add(nameOf("linus", create("linus").id()));
        }
        assertThat(names)
                .containsExactly("My Northwind connection", "My Northwind connection 2", "My Northwind connection 3");
    }

    @Test
    void aDefaultNameLeavesOutWhatItsOwnerChoseByHandAndWhatIsChosenAtTheSameTime() {
        var first = nameOf("grace", create("grace").id());
        int number = first.equals("My Northwind connection")
                ? 1
                : Integer.parseInt(first.replace("My Northwind connection ", ""));
        var byHand = create("grace", "name", "My Northwind connection " + (number + 1));
        assertThat(nameOf("grace", byHand.id())).isEqualTo("My Northwind connection " + (number + 1));

        var names = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> nameOf("grace", create("grace").id())))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "My Northwind connection " + (number + 2),
                        "My Northwind connection " + (number + 3),
                        "My Northwind connection " + (number + 4),
                        "My Northwind connection " + (number + 5));
    }

    private String nameOf(String user, UUID id) {
        return as(user).get("/v1/connections/{id}", id).then().extract().path("name");
    }

    @Test
    void completingMakesItActiveAtOnceAndRepeatingChangesNothing() {
        var made = create("ada", "modules", List.of("crm", "files"));

        complete("ada", made.id(), made.authorization())
                .statusCode(200)
                .body("state", equalTo("ACTIVE"))
                .body("account.label", equalTo("nora@northwind.example"))
                .body("generation", equalTo(1))
                .body("permissions.missing", hasSize(0))
                .body("authorizedAt", notNullValue())
                .body("health.failuresInARow", equalTo(0))
                .body("revision", equalTo(1));
        complete("ada", made.id(), made.authorization()).statusCode(200).body("generation", equalTo(1));

        var published = topic().feedUntil(made.id(), "authorized");
        assertThat(published).extracting(Published::name).containsExactly("created", "authorized");
        assertThat(published).extracting(Published::sequence).containsExactly(1L, 2L);
        assertThat(published.get(1).data().connection().state().name()).isEqualTo("ACTIVE");
    }

    @Test
    void reauthorizingKeepsTheIdAndTheModulesAndAsksForMore() {
        var made = active("credentialClients", List.of("worker"));

        var authorization = as("ada")
                .body(Map.of(
                        "returnUrl",
                        RETURN_URL,
                        "add",
                        Map.of("permissions", List.of("files.write")),
                        "codeChallenge",
                        CODE_CHALLENGE))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201)
                .body("url", startsWith(broker.url()))
                .body("expiresAt", notNullValue())
                .extract()
                .<String>path("id");
        assertThat(connection(made.id()).getInt("generation")).isEqualTo(1);
        complete("ada", made.id(), UUID.fromString(authorization))
                .statusCode(200)
                .body("id", equalTo(made.id().toString()))
                .body("generation", equalTo(2))
                .body("modules", contains("crm"))
                .body("permissions.granted", contains("crm.read", "files.write"));

        assertThat(topic().feedUntil(made.id(), "reauthorized"))
                .extracting(Published::sequence)
                .containsExactly(1L, 2L, 3L);
        assertThat(broker.requests("/authorizations")
                        .get(1)
                        .body()
                        .get("credentialClients")
                        .get(0)
                        .asText())
                .isEqualTo("worker");
    }

    @Test
    void theMethodIsAskedForShownAndKeptUntilAnotherIsNamed() {
        var made = create("ada", "method", "key");
        assertThat(connection(made.id()).getString("method")).isEqualTo("key");
        complete("ada", made.id(), made.authorization()).statusCode(200).body("method", equalTo("key"));

        as("ada")
                .body(Map.of("returnUrl", RETURN_URL))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201);
        var authorization = as("ada")
                .body(Map.of("returnUrl", RETURN_URL, "method", "login", "codeChallenge", CODE_CHALLENGE))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        assertThat(connection(made.id()).getString("method")).isEqualTo("key");
        complete("ada", made.id(), UUID.fromString(authorization))
                .statusCode(200)
                .body("method", equalTo("login"));

        assertThat(broker.requests("/authorizations"))
                .extracting(request -> request.body().get("method").asText())
                .containsExactly("key", "key", "login");
        assertThat(topic().feedUntil(made.id(), "reauthorized"))
                .extracting(published -> published.data().connection().method())
                .containsExactly("key", "key", "login");
    }

    @Test
    void valuesOfParametersReachTheBrokerAndAreShownOnceTheyAreInUse() {
        var made = create("ada", "parameters", Map.of("subdomain", "acme"));
        assertThat(broker.requests("/authorizations")
                        .get(0)
                        .body()
                        .at("/parameters/subdomain")
                        .asText())
                .isEqualTo("acme");

        complete("ada", made.id(), made.authorization())
                .statusCode(200)
                .body("parameters", equalTo(Map.of("subdomain", "acme")));

        assertThat(topic().feedUntil(made.id(), "authorized")
                        .get(1)
                        .data()
                        .connection()
                        .parameters())
                .isEqualTo(Map.of("subdomain", "acme"));
        as("ada")
                .body(Map.of("returnUrl", RETURN_URL, "parameters", Map.of("region", "eu")))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201);
        assertThat(broker.requests("/authorizations")
                        .get(1)
                        .body()
                        .get("parameters")
                        .toString())
                .isEqualTo("{\"region\":\"eu\"}");
    }

    @Test
    void aValueOfAParameterThatIsTooLongIsNamed() {
        as("ada")
                .body(Map.of(
                        "provider",
                        "northwind",
                        "returnUrl",
                        RETURN_URL,
                        "parameters",
                        Map.of("site", "x".repeat(256))))
                .post("/v1/connections")
                .then()
                .statusCode(400)
                .body("field", startsWith("parameters"))
                .body("detail", containsString("longer than 255"));
    }

    @Test
    void reauthorizingForOtherModulesAsksForTheirsOnly() {
        var made = active();

        as("ada")
                .body(Map.of("returnUrl", RETURN_URL, "modules", List.of("mail"), "accountChangeAllowed", true))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201);

        var asked = broker.requests("/authorizations").get(1).body();
        assertThat(asked.get("modules")).hasSize(1);
        assertThat(asked.get("permissions")).isEmpty();
        assertThat(asked.get("accountChangeAllowed").asBoolean()).isTrue();
    }

    @Test
    void reauthorizingWithoutABodyAsksForTheSameAgain() {
        var made = active();

        as("ada")
                .contentType("text/plain")
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .statusCode(201);

        var first = broker.requests("/authorizations").get(0).body();
        var again = broker.requests("/authorizations").get(1).body();
        assertThat(again.get("modules")).isEqualTo(first.get("modules"));
        assertThat(again.get("returnUrl")).isEqualTo(first.get("returnUrl"));
    }

    @Test
    void renamingMovesTheRevisionAndNothingElseDoes() {
        var made = active();
        as("ada").post("/v1/connections/{id}/verifications", made.id()).then().statusCode(200);

        as("ada")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Marketing ✓"))
                .patch("/v1/connections/{id}", made.id())
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("name", equalTo("Marketing ✓"))
                .body("revision", equalTo(2));
        as("grace")
                .body(Map.of("name", "Marketing ✓"))
                .patch("/v1/connections/{id}", made.id())
                .then()
                .header("ETag", "\"2\"");
        as("ada")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Too late"))
                .patch("/v1/connections/{id}", made.id())
                .then()
                .statusCode(412)
                .body("field", equalTo("If-Match"));

        var published = topic().feedUntil(made.id(), "renamed");
        assertThat(published).extracting(Published::name).containsOnlyOnce("renamed");
    }

    @Test
    void verifyingTellsWhatWasFoundAndKeepsIt() {
        var made = active();

        as("ada")
                .post("/v1/connections/{id}/verifications", made.id())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("ok"))
                .body("latencyMillis", equalTo(12))
                .body("httpStatus", equalTo(200))
                .body("checkedAt", notNullValue())
                .body("state", equalTo("ACTIVE"))
                .body("reason", nullValue());

        assertThat(connection(made.id()).getString("health.outcome")).isEqualTo("ok");
        var asked = verifier.requests("/checks").get(0).body();
        assertThat(asked.get("sequence").asLong()).isEqualTo(2);
        assertThat(asked.get("connection").get("state").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void aRefusedAccessTokenIsASuspicionThatVerifyingExplainsAndNoEnd() {
        var made = active();
        verifier.finds(Outcome.SUSPECT, null, "http_401", 401);

        as("ada")
                .post("/v1/connections/{id}/verifications", made.id())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("suspect"))
                .body("reason", nullValue())
                .body("reasonText", startsWith("The provider refused the credential"))
                .body("state", equalTo("ACTIVE"));

        assertThat(connection(made.id()).getString("health.outcome")).isEqualTo("suspect");
    }

    @Test
    void verifyingAPendingConnectionIsRefused() {
        var made = create("ada");

        as("ada")
                .post("/v1/connections/{id}/verifications", made.id())
                .then()
                .statusCode(409)
                .body("type", endsWith("authorization-pending"));
        assertThat(verifier.requests("/checks")).extracting(Request::path).isEmpty();
    }

    @Test
    void aListIsFilteredAndComesInPagesNewestFirst() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, create("grace", "name", "Page " + i).id().toString());
        }
        var owner = as("grace")
                .get("/v1/connections/{id}", ids.get(0))
                .then()
                .extract()
                .<String>path("owner");

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = as("ada").queryParams("owner", owner, "limit", 2, "provider", "northwind", "state", "PENDING");
            if (cursor != null) {
                page.queryParam("cursor", cursor);
            }
            var body =
                    page.get("/v1/connections").then().statusCode(200).extract().jsonPath();
            seen.addAll(body.getList("items.id"));
            cursor = body.getString("nextCursor");
        } while (cursor != null);

        assertThat(seen).containsSubsequence(ids).doesNotHaveDuplicates();
        as("ada")
                .queryParam("provider", "southwind")
                .get("/v1/connections")
                .then()
                .body("items", hasSize(0));
        as("ada")
                .queryParam("state", "ACTIVE")
                .get("/v1/connections")
                .then()
                .body("items.state", everyItem(equalTo("ACTIVE")));
    }

    @Test
    void nothingOfATenantIsSeenByAnother() {
        var made = active();

        as("linus")
                .get("/v1/connections")
                .then()
                .body("items.id", not(hasItem(made.id().toString())));
        asService("automation-engine")
                .header("Latchkey-Tenant", "acme")
                .get("/v1/connections")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(made.id().toString()));
        asService("automation-engine")
                .header("Latchkey-Tenant", "globex")
                .get("/v1/connections/{id}", made.id())
                .then()
                .statusCode(404);
        asService("acme-worker").get("/v1/connections/{id}", made.id()).then().statusCode(200);
    }

    @Test
    void theHistorySaysWhoDidWhatAndWhatWasTold() {
        var made = active();
        as("ada").body(Map.of("name", "Renamed")).patch("/v1/connections/{id}", made.id());

        as("ada")
                .get("/v1/connections/{id}/history", made.id())
                .then()
                .statusCode(200)
                .body(
                        "items.type",
                        contains(
                                "io.latchkey.connection.renamed.v1",
                                "io.latchkey.credential.authorized.v1",
                                "io.latchkey.connection.created.v1"))
                .body("items.effect", everyItem(equalTo("applied")))
                .body("items[0].actor", notNullValue())
                .body("items[1].actor", nullValue())
                .body("items[1].generation", equalTo(1))
                .body("items[1].credentialVersion", equalTo(10))
                .body("items.state", hasItems("ACTIVE", "PENDING"));
        var first = as("ada")
                .queryParam("limit", 2)
                .get("/v1/connections/{id}/history", made.id())
                .then()
                .extract()
                .jsonPath();
        as("ada")
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("nextCursor"))
                .get("/v1/connections/{id}/history", made.id())
                .then()
                .body("items.type", contains("io.latchkey.connection.created.v1"))
                .body("nextCursor", nullValue());
    }
}
