package io.latchkey.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.connection.stage.Topic.Published;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connection may do, what needs it, and how more or less is requested. */
@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class LeastPrivilegeIT extends Stage {
    private static final String DEPENDENT = "/v1/connections/{id}/dependents/{kind}/{ref}";
    private static final String DEPENDENTS = "/v1/connections/{id}/dependents";
    private static final String AUTHORIZATIONS = "/v1/connections/{id}/authorizations";
    private static final String SCOPE_CHECKS = "/v1/connections/{id}/scope-checks";

    @Test
    void aNarrowerAndWiderGrantShowsWhatIsMissingAndNoLongerNeeded() {
        broker.grants("crm.read", "mail.read");
        var made = create("ada", "modules", List.of("crm", "files"));

        complete("ada", made.id(), made.authorization())
                .statusCode(200)
                .body("permissions.requested", contains("crm.read", "files.read"))
                .body("permissions.granted", contains("crm.read", "mail.read"))
                .body("permissions.missing", contains("files.read"))
                .body("permissions.noLongerNeeded", contains("mail.read"));

        var event = topic().feedUntil(made.id(), "authorized").get(1).data().connection();
        assertThat(event.permissions().missing()).containsExactly("files.read");
        assertThat(event.permissions().noLongerNeeded()).containsExactly("mail.read");
        assertThat(event.dependents()).isNull();
    }

    @Test
    void aCreationWithNeitherModulesNorPermissionsRequestsNone() {
        var made = create("ada", "modules", List.of());

        assertThat(connection(made.id()).getList("permissions.requested")).isEmpty();
    }

    @Test
    void addKeepsWhatIsGrantedAndNeededAndAddsWhatIsNew() {
        broker.grants("crm.read", "files.write", "mail.read");
        var made = active("permissions", List.of("files.write", "files.share"));

        begin(made.id(), Map.of("add", Map.of("modules", List.of("chat"), "permissions", List.of("files.list"))))
                .statusCode(201);

        assertThat(asked("modules")).containsExactly("chat", "crm");
        assertThat(asked("permissions")).containsExactly("crm.read", "files.list", "files.write");
    }

    @Test
    void addBeforeTheFirstConsentKeepsWhatWasRequested() {
        var made = create("ada", "permissions", List.of("files.write"));

        begin(made.id(), Map.of("add", Map.of("modules", List.of("chat")))).statusCode(201);

        assertThat(asked("modules")).containsExactly("chat", "crm");
        assertThat(asked("permissions")).containsExactly("crm.read", "files.write");
    }

    @Test
    void permissionsReplaceWhatIsRequested() {
        var made = active("permissions", List.of("files.write"));

        var authorization = begin(made.id(), Map.of("permissions", List.of("mail.read")))
                .statusCode(201)
                .extract()
                .<String>path("id");

        assertThat(asked("modules")).isEmpty();
        assertThat(asked("permissions")).containsExactly("mail.read");
        broker.grants("crm.read", "mail.read");
        complete("ada", made.id(), UUID.fromString(authorization))
                .statusCode(200)
                .body("permissions.noLongerNeeded", contains("crm.read"));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(Map.of("add", Map.of()), "add", "Name modules or permissions"),
                Arguments.of(
                        Map.of("add", Map.of("modules", List.of("x")), "modules", List.of("y")), "add", "add alone"),
                Arguments.of(
                        Map.of("add", Map.of("modules", List.of("x")), "permissions", List.of()), "add", "add alone"),
                Arguments.of(Map.of("add", Map.of("modules", List.of("a b"))), "add.modules[0]", "catalog entry"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void aContradictoryAuthorizationIsRefused(Map<String, ?> body, String field, String remedy) {
        begin(active().id(), body).statusCode(400).body("field", equalTo(field)).body("remedy", containsString(remedy));
    }

    @Test
    void anUnknownModuleToAddIsNamedWhereTheCallerSentIt() {
        var made = active();
        var problem = Map.of("field", "modules", "remedy", "Did you mean crm?", "detail", "no");
        broker.refuses("/authorizations", 400, "invalid-request", problem);

        begin(made.id(), Map.of("add", Map.of("modules", List.of("crn"))))
                .statusCode(400)
                .body("field", equalTo("add.modules"))
                .body("remedy", equalTo("Did you mean crm?"));
    }

    @Test
    void aDependentIsRegisteredOnceListedAndRemoved() {
        var made = active();

        put(made.id(), "flow-1", Map.of("label", "Nightly sync", "modules", List.of("crm")))
                .statusCode(201)
                .body("kind", equalTo("workflow"))
                .body("ref", equalTo("flow-1"))
                .body("label", equalTo("Nightly sync"))
                .body("permissions", contains("crm.read"));
        var again = put(made.id(), "flow-1", Map.of("label", "Nightly sync", "modules", List.of("crm")))
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(again.getString("updatedAt")).isEqualTo(again.getString("createdAt"));
        as("ada")
                .contentType("text/plain")
                .put(DEPENDENT, made.id(), "report", "a:b~c.d")
                .then()
                .statusCode(201)
                .body("label", nullValue())
                .body("modules", empty());
        assertThat(connection(made.id()).getInt("dependents")).isEqualTo(2);

        String cursor = as("ada")
                .queryParam("limit", 1)
                .get(DEPENDENTS, made.id())
                .then()
                .statusCode(200)
                .body("items.kind", contains("report"))
                .extract()
                .path("nextCursor");
        as("ada")
                .queryParam("limit", 1)
                .queryParam("cursor", cursor)
                .get(DEPENDENTS, made.id())
                .then()
                .statusCode(200)
                .body("items.ref", contains("flow-1"))
                .body("nextCursor", nullValue());

        remove(made.id(), "flow-1").statusCode(204);
        remove(made.id(), "flow-1").statusCode(204);
        assertThat(connection(made.id()).getInt("dependents")).isEqualTo(1);
        assertThat(topic().feedUntil(made.id(), "authorized"))
                .extracting(Published::name)
                .containsExactly("created", "authorized");
    }

    @Test
    void whatDependentsNeedTakesPartInWhatIsMissingAndNoLongerNeeded() {
        broker.grants("crm.read", "mail.read");
        var made = active();

        put(made.id(), "one", Map.of("modules", List.of("mail", "chat"))).statusCode(201);

        var view = connection(made.id());
        assertThat(view.getList("permissions.requested")).isEqualTo(List.of("crm.read"));
        assertThat(view.getList("permissions.missing")).isEqualTo(List.of("chat.read"));
        assertThat(view.getList("permissions.noLongerNeeded")).isEmpty();
        put(made.id(), "two", Map.of("modules", List.of("chat"))).statusCode(201);
        remove(made.id(), "one").statusCode(204);
        assertThat(connection(made.id()).getList("permissions.noLongerNeeded")).isEqualTo(List.of("mail.read"));
        remove(made.id(), "two").statusCode(204);
        assertThat(connection(made.id()).getList("permissions.missing")).isEmpty();

        var published = topic().feedOf(made.id(), all -> all.size() == 5);
        assertThat(published)
                .extracting(Published::name)
                .containsExactly(
                        "created", "authorized", "permissions-changed", "permissions-changed", "permissions-changed");
        assertThat(published.get(2).data().connection().permissions().missing()).containsExactly("chat.read");
        assertThat(history(made.id()).get(0)).containsEntry("type", "io.latchkey.connection.permissions-changed.v1");
    }

    @Test
    void aFactDoesNotUndoWhatDependentsNeed() {
        var made = active();
        put(made.id(), "one", Map.of("modules", List.of("chat"))).statusCode(201);

        var authorization = begin(made.id(), Map.of()).statusCode(201).extract().<String>path("id");
        complete("ada", made.id(), UUID.fromString(authorization))
                .statusCode(200)
                .body("permissions.missing", contains("chat.read"))
                .body("dependents", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "Workflow, a, kind",
        "1st, a, kind",
        "workflow, -a, ref",
        "workflow, a%20b, ref",
    })
    void aKindOrReferenceThatIsNoneIsRefused(String kind, String ref, String field) {
        var made = active();

        as("ada")
                .urlEncodingEnabled(false)
                .put("/v1/connections/" + made.id() + "/dependents/" + kind + "/" + ref)
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("remedy", containsString("Send for example"));
    }

    @Test
    void aLabelThatIsNoneAndAModuleThatNobodyKnowsAreRefused() {
        var made = active();
        put(made.id(), "one", Map.of("label", "a\nb")).statusCode(400).body("field", equalTo("label"));
        put(made.id(), "one", Map.of("label", "x".repeat(201))).statusCode(400).body("field", equalTo("label"));
        var problem = Map.of("field", "modules", "remedy", "Did you mean crm?", "detail", "no");
        broker.refuses("/needed-permissions", 400, "invalid-request", problem);

        put(made.id(), "one", Map.of("modules", List.of("crn")))
                .statusCode(400)
                .body("field", equalTo("modules"))
                .body("remedy", equalTo("Did you mean crm?"));
        assertThat(connection(made.id()).getInt("dependents")).isZero();
    }

    @Test
    void aConnectionTakesAThousandDependents() throws SQLException {
        var made = active();
        sql("insert into dependent select gen_random_uuid(), '" + made.id()
                + "', 'workflow', 'w' || n, null, '{}', '{}', now(), now() from generate_series(1, 1000) as n");
        sql("update connection set dependents = 1000 where id = '" + made.id() + "'");

        put(made.id(), "w1", Map.of("label", "Known")).statusCode(200);
        put(made.id(), "one-more", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:too-many-dependents"));
    }

    @Test
    void aBrokerThatIsDownHindersOnlyWhatNeedsTheCatalog() {
        var made = active();
        broker.down();
        try {
            put(made.id(), "one", Map.of("label", "No modules")).statusCode(201);
            put(made.id(), "two", Map.of("modules", List.of("crm")))
                    .statusCode(503)
                    .header("Retry-After", notNullValue());
            check(made.id(), Map.of("modules", List.of("crm"))).statusCode(503);
            satisfying("northwind", "crm").statusCode(503);
        } finally {
            broker.up();
        }
    }

    @Test
    void aUsedConnectionIsDeletedOnlyOnRequest() throws SQLException {
        var made = active();
        for (var number = 1; number <= 6; number++) {
            put(made.id(), "flow-" + number, Map.of("label", "Flow of Nora " + number))
                    .statusCode(201);
        }

        as("ada")
                .delete("/v1/connections/{id}", made.id())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:connection-in-use"))
                .body("dependents", equalTo(6))
                .body("newestDependents", hasSize(5))
                .body("newestDependents[0]", equalTo("workflow/flow-6"))
                .body("remedy", containsString("ignoreDependents=true"));
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
        as("ada")
                .queryParam("ignoreDependents", "yes")
                .delete("/v1/connections/{id}", made.id())
                .then()
                .statusCode(400)
                .body("field", equalTo("ignoreDependents"));
        as("ada")
                .queryParam("ignoreDependents", true)
                .delete("/v1/connections/{id}", made.id())
                .then()
                .statusCode(202);

        assertThat(rows("dependent", "connection_id = '" + made.id() + "'")).isEqualTo("[]");
        as("ada").get(DEPENDENTS, made.id()).then().statusCode(404);
        put(made.id(), "late", Map.of()).statusCode(404);
    }

    @Test
    void aPreviewOfADeletionNamesDependentsAndSiblings() {
        var made = active();
        put(made.id(), "flow-1", Map.of("label", "Nightly sync")).statusCode(201);

        preview("ada", made.id())
                .statusCode(200)
                .body("dependents", equalTo(1))
                .body("newestDependents.ref", contains("flow-1"))
                .body("siblings", hasSize(1))
                .body("endsAllAccess", equalTo(true))
                .body("revocation.revokedAtProvider", equalTo("left"));
        assertThat(broker.requests("/previews")).singleElement().satisfies(request -> assertThat(
                        request.body().get("tenant").asText())
                .isEqualTo("acme"));
        preview("linus", made.id()).statusCode(404);
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
        broker.down();
        try {
            preview("ada", made.id()).statusCode(503);
        } finally {
            broker.up();
        }
    }

    private ValidatableResponse preview(String user, UUID id) {
        return as(user).get("/v1/connections/{id}/deletion-preview", id).then();
    }

    @Test
    void connectionsThatSufficeAreFound() {
        var crm = active();
        broker.grants("crm.read", "files.read");
        var both = active("modules", List.of("crm", "files"));
        var pending = create("ada", "modules", List.of("crm", "files"));

        satisfying("northwind", "files", "crm.read")
                .statusCode(200)
                .body("items.id", hasItem(both.id().toString()))
                .body("items.id", not(hasItem(crm.id().toString())))
                .body("items.id", not(hasItem(pending.id().toString())));
        satisfying("northwind", "crm").body("items.id", hasItem(crm.id().toString()));
        assertThat(broker.requests("/needed-permissions").get(0).body().get("satisfies"))
                .hasSize(2);
        as("linus")
                .queryParam("provider", "northwind")
                .queryParam("satisfies", "crm")
                .get("/v1/connections")
                .then()
                .body("items.id", not(hasItem(crm.id().toString())));
    }

    @Test
    void satisfiesNeedsAProviderAndIdsThatItHas() {
        as("ada")
                .queryParam("satisfies", "crm")
                .get("/v1/connections")
                .then()
                .statusCode(400)
                .body("field", equalTo("provider"))
                .body("remedy", containsString("satisfies"));
        satisfying("northwind", "a b").statusCode(400).body("field", equalTo("satisfies[0]"));
        var problem = Map.of("field", "satisfies", "remedy", "Did you mean crm?", "detail", "no");
        broker.refuses("/needed-permissions", 400, "invalid-request", problem);

        satisfying("northwind", "crn")
                .statusCode(400)
                .body("field", equalTo("satisfies"))
                .body("remedy", equalTo("Did you mean crm?"));
    }

    @Test
    void aScopeCheckSaysWhatIsMissingAndHowToAddIt() {
        var made = active();

        check(made.id(), Map.of("modules", List.of("crm")))
                .statusCode(200)
                .body("suffices", equalTo(true))
                .body("state", equalTo("ACTIVE"))
                .body("missing", empty())
                .body("nextStep", nullValue());
        var checked = check(made.id(), Map.of("modules", List.of("crm", "chat"), "permissions", List.of("files.write")))
                .statusCode(200)
                .body("suffices", equalTo(false))
                .body("needed", contains("chat.read", "crm.read", "files.write"))
                .body("missing", contains("chat.read", "files.write"))
                .extract()
                .jsonPath();

        assertThat(checked.getString("nextStep.url")).endsWith("/v1/connections/" + made.id() + "/authorizations");
        begin(made.id(), checked.getMap("nextStep.body")).statusCode(201);
        assertThat(asked("modules")).containsExactly("chat", "crm");
        assertThat(asked("permissions")).containsExactly("crm.read", "files.write");
    }

    @Test
    void aConnectionThatNobodyConsentedToDoesNotSuffice() {
        check(create("ada").id(), Map.of("modules", List.of("crm")))
                .statusCode(200)
                .body("suffices", equalTo(false))
                .body("state", equalTo("PENDING"))
                .body("nextStep", notNullValue());
        check(active().id(), Map.of()).statusCode(400).body("field", equalTo("modules"));
    }

    private ValidatableResponse begin(UUID id, Map<?, ?> body) {
        var request = new HashMap<Object, Object>(body);
        request.put("codeChallenge", CODE_CHALLENGE);
        return as("ada").body(request).post(AUTHORIZATIONS, id).then();
    }

    /** What the broker was last asked for. */
    private List<String> asked(String field) {
        var requests = broker.requests("/authorizations");
        return Stream.of(requests.get(requests.size() - 1).body().get(field))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(id -> id.asText())
                .toList();
    }

    private ValidatableResponse put(UUID id, String ref, Map<String, ?> body) {
        return as("ada").body(body).put(DEPENDENT, id, "workflow", ref).then();
    }

    private ValidatableResponse remove(UUID id, String ref) {
        return as("ada").delete(DEPENDENT, id, "workflow", ref).then();
    }

    private ValidatableResponse check(UUID id, Map<String, ?> body) {
        return as("ada").body(body).post(SCOPE_CHECKS, id).then();
    }

    private ValidatableResponse satisfying(String provider, Object... ids) {
        return as("ada")
                .queryParam("provider", provider)
                .queryParam("satisfies", ids)
                .get("/v1/connections")
                .then();
    }
}
