package io.latchkey.connection.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.connection.stage.ScriptedService.Answer;
import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.connection.stage.Topic.Published;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class DeletionIT extends Stage {
    private static final Revocation REVOKED = new Revocation(RevokedAtProvider.TRUE, null);

    private void destroyed(UUID id) {
        topic().publish(new CredentialDestroyed(UUID.randomUUID(), id, "acme", Instant.now(), REVOKED));
    }

    @Test
    void aDeletedConnectionIsGoneAtOnceAndItsTombstoneCanBeListed() {
        var made = active();

        as("ada")
                .delete("/v1/connections/{id}", made.id())
                .then()
                .statusCode(202)
                .body("id", equalTo(made.id().toString()))
                .body("state", equalTo("DELETED"))
                .body("revocation", nullValue());

        as("ada").get("/v1/connections/{id}", made.id()).then().statusCode(404);
        as("ada")
                .get("/v1/connections")
                .then()
                .body("items.id", not(hasItem(made.id().toString())));
        as("ada")
                .queryParam("state", "DELETED")
                .get("/v1/connections")
                .then()
                .body("items.id", hasItem(made.id().toString()));
        as("ada").post("/v1/connections/{id}/verifications", made.id()).then().statusCode(404);
        as("ada")
                .body(Map.of("name", "x"))
                .patch("/v1/connections/{id}", made.id())
                .then()
                .statusCode(404);
        complete("ada", made.id(), made.authorization()).statusCode(404);
        assertThat(broker.requests("/closings")).singleElement().satisfies(request -> {
            assertThat(request.body().get("tenant").asText()).isEqualTo("acme");
            assertThat(request.body().get("force").asBoolean()).isFalse();
        });
    }

    @Test
    void aBrokerThatIsDownDelaysNothingForTheEventTellsItAll() {
        var made = active();
        broker.down();
        try {
            as("ada")
                    .queryParam("force", true)
                    .delete("/v1/connections/{id}", made.id())
                    .then()
                    .statusCode(202);
            as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);
        } finally {
            broker.up();
        }
        var deleted = topic().feedUntil(made.id(), "deleted");
        assertThat(deleted).last().satisfies(event -> {
            assertThat(event.data().forced()).isTrue();
            assertThat(event.data().connection().state().name()).isEqualTo("DELETED");
        });
    }

    @Test
    void aWishToForceThatNobodyHeardIsNotAccepted() {
        var made = active();
        as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);
        broker.down();
        try {
            as("ada")
                    .queryParam("force", true)
                    .delete("/v1/connections/{id}", made.id())
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue());
        } finally {
            broker.up();
        }
    }

    @Test
    void destructionIsPublishedThenTheNullRecordAndAskingAgainSaysWhatBecameOfIt() {
        var made = active();
        as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);

        destroyed(made.id());

        var published = topic().feedUntil(made.id(), "null");
        assertThat(published)
                .extracting(Published::name)
                .containsExactly("created", "authorized", "deleted", "destroyed", "null");
        assertThat(published.get(3).data().revocation()).isEqualTo(REVOKED);
        assertThat(published.get(3).sequence()).isEqualTo(4);
        as("ada")
                .delete("/v1/connections/{id}", made.id())
                .then()
                .statusCode(202)
                .body("revocation.revokedAtProvider", equalTo("true"));
        as("ada")
                .get("/v1/connections/{id}/history", made.id())
                .then()
                .body("items.type", hasItem("io.latchkey.credential.destroyed.v1"))
                .body("items[0].detail", endsWith("true"));
    }

    @Test
    void destructionIsPublishedOnce() {
        var made = active();
        as("ada").delete("/v1/connections/{id}", made.id());
        destroyed(made.id());
        assertThat(topic().feedUntil(made.id(), "null")).hasSize(5);

        destroyed(made.id());

        await().until(() -> history(made.id()).stream()
                .anyMatch(entry -> entry.get("effect").equals("duplicate")));
        assertThat(topic().feedUntil(made.id(), "null"))
                .extracting(Published::name)
                .containsOnlyOnce("destroyed", "null");
    }

    @Test
    void aDeletionDuringConsentLeavesNothingToComplete() {
        var made = create("ada");
        as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);

        complete("ada", made.id(), made.authorization()).statusCode(404);

        assertThat(topic().feedUntil(made.id(), "deleted"))
                .extracting(Published::name)
                .containsExactly("created", "deleted");
    }

    @Test
    void aDeletionDuringCompletionWins() {
        var made = create("ada");
        var usual = new Answer(200, Map.of());
        broker.when("/completion", request -> {
            as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);
            return usual;
        });
        complete("ada", made.id(), made.authorization()).statusCode(503);
        assertThat(topic().feedUntil(made.id(), "deleted"))
                .extracting(Published::name)
                .containsExactly("created", "deleted");
    }

    @Test
    void aDeletedConnectionLosesItsPersonalDataInTimeAndItsHistoryKeepsTheFacts() throws SQLException {
        var made = Made.of(as("ada")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(request("name", "Nora's diary"))
                .post("/v1/connections")
                .jsonPath());
        complete("ada", made.id(), made.authorization()).statusCode(200);
        var recent = active("name", "Deleted yesterday");
        var owner = connection(made.id()).getString("owner");
        var account = connection(made.id()).getString("account.id");
        for (var each : List.of(made, recent)) {
            as("ada").delete("/v1/connections/{id}", each.id()).then().statusCode(202);
        }
        destroyed(made.id());
        assertThat(topic().feedUntil(made.id(), "null")).isNotEmpty();
        var before = history(made.id());
        assertThat(everythingOf(made.id())).contains(owner, account, "nora@northwind.example", "Nora's diary");

        sql("update connection_status set since = since - interval '30 days 1 second' where id = '" + made.id() + "'");
        sql("update connection_status set since = since - interval '29 days' where id = '" + recent.id() + "'");

        await().atMost(Duration.ofSeconds(15)).until(() -> tombstone(made.id()).get("owner") == null);
        assertThat(everythingOf(made.id()))
                .doesNotContain(owner)
                .doesNotContain(account)
                .doesNotContain("nora@northwind.example")
                .doesNotContain("Nora's diary");
        assertThat(history(made.id())).isEqualTo(withoutActors(before));
        assertThat(tombstone(made.id()))
                .containsEntry("state", "DELETED")
                .containsEntry("generation", 1)
                .doesNotContainKeys("name", "account");
        assertThat(tombstone(recent.id())).containsEntry("owner", owner).containsEntry("name", "Deleted yesterday");
        as("ada")
                .delete("/v1/connections/{id}", made.id())
                .then()
                .statusCode(202)
                .body("revocation.revokedAtProvider", equalTo("true"));
    }

    @Test
    void aFactThatComesLateBringsNoPersonalDataBack() throws SQLException {
        var made = active();
        as("ada").delete("/v1/connections/{id}", made.id()).then().statusCode(202);
        sql("update connection_status set since = since - interval '31 days' where id = '" + made.id() + "'");
        await().atMost(Duration.ofSeconds(15)).until(() -> tombstone(made.id()).get("owner") == null);

        var known = broker.fact(made.authorization());
        topic().publish(new CredentialAuthorized(
                UUID.randomUUID(),
                made.id(),
                "acme",
                2,
                20,
                Instant.now(),
                made.authorization(),
                known.method(),
                known.account(),
                known.modules(),
                known.permissions(),
                null,
                Map.of(),
                null));
        destroyed(made.id());

        var published = topic().feedUntil(made.id(), "null");
        assertThat(published.get(3).data().connection().owner()).isNull();
        assertThat(everythingOf(made.id())).doesNotContain("nora@northwind.example");
    }

    @Test
    void withTheLastConnectionOfAnOwnerTheCountOfItsNamesGoes() throws SQLException {
        var made = create("linus", "provider", "northwind");
        var owner =
                as("linus").get("/v1/connections/{id}", made.id()).jsonPath().getString("owner");
        assertThat(rows("default_name", "owner = '" + owner + "'")).contains("northwind");
        sql("update connection set owner = 'leaver-" + made.id() + "' where id = '" + made.id() + "'");
        sql("insert into default_name values ('globex', 'leaver-" + made.id() + "', 'northwind', 1)");
        as("linus").delete("/v1/connections/{id}", made.id()).then().statusCode(202);

        sql("update connection_status set since = since - interval '31 days' where id = '" + made.id() + "'");

        await().atMost(Duration.ofSeconds(15))
                .until(() -> rows("default_name", "owner = 'leaver-" + made.id() + "'"), "[]"::equals);
        assertThat(rows("default_name", "owner = '" + owner + "'")).contains("northwind");
    }

    @Test
    void replicasThatEraseAnOwnersLastConnectionsAtOnceLeaveNoCount() throws SQLException {
        var here = create("linus", "provider", "northwind");
        var elsewhere = create("linus", "provider", "northwind");
        var owner = "leaver-" + here.id();
        sql("update connection set owner = '" + owner + "' where id in ('" + here.id() + "', '" + elsewhere.id()
                + "')");
        sql("insert into default_name values ('globex', '" + owner + "', 'northwind', 2)");
        as("linus").delete("/v1/connections/{id}", here.id()).then().statusCode(202);
        try (var replica = database.connect();
                var statement = replica.createStatement()) {
            replica.setAutoCommit(false);
            statement.execute("select 1 from default_name where owner = '" + owner + "' for update");
            statement.execute("update connection set owner = null, name = null where id = '" + elsewhere.id() + "'");

            sql("update connection_status set since = since - interval '31 days' where id = '" + here.id() + "'");
            await().atMost(Duration.ofSeconds(15))
                    .until(
                            () -> rows("pg_stat_activity", "wait_event_type = 'Lock'"),
                            waiting -> !waiting.equals("[]"));
            replica.commit();
        }

        await().atMost(Duration.ofSeconds(15))
                .until(() -> rows("default_name", "owner = '" + owner + "'"), "[]"::equals);
    }

    private Map<String, Object> tombstone(UUID id) {
        return as("ada")
                .queryParam("state", "DELETED")
                .queryParam("limit", 100)
                .get("/v1/connections")
                .then()
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(item -> item.get("id").equals(id.toString()))
                .findAny()
                .orElseThrow();
    }

    /** All that any table has of the connection. */
    private String everythingOf(UUID id) throws SQLException {
        return rows("connection", "id = '" + id + "'")
                + rows("connection_status", "id = '" + id + "'")
                + rows("history", "connection_id = '" + id + "'")
                + rows("idempotency", "connection_id = '" + id + "'")
                + rows("outbox", "key = '" + id + "'");
    }

    private static List<Map<String, Object>> withoutActors(List<Map<String, Object>> history) {
        return history.stream()
                .map(entry -> {
                    var anonymous = new HashMap<>(entry);
                    anonymous.remove("actor");
                    return (Map<String, Object>) anonymous;
                })
                .toList();
    }

    @Test
    void aConnectionThatNobodyCompletesWithinADayIsDeletedByTheSamePath() throws SQLException {
        var abandoned = create("ada");
        var completed = active();
        for (var made : List.of(abandoned, completed)) {
            sql("update connection_status set since = since - interval '24 hours 1 second' where id = '" + made.id()
                    + "'");
        }

        await().atMost(Duration.ofSeconds(15))
                .until(() -> history(abandoned.id()).get(0).get("type").equals("io.latchkey.connection.deleted.v1"));

        as("ada").get("/v1/connections/{id}", abandoned.id()).then().statusCode(404);
        assertThat(history(abandoned.id()).get(0)).containsEntry("actor", "latchkey");
        assertThat(topic().feedUntil(abandoned.id(), "deleted"))
                .extracting(Published::name)
                .containsExactly("created", "deleted");
        assertThat(connection(completed.id()).getString("state")).isEqualTo("ACTIVE");
    }
}
