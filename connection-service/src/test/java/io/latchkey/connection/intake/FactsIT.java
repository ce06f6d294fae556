package io.latchkey.connection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.connection.stage.ScriptedService.Answer;
import io.latchkey.connection.stage.Siblings;
import io.latchkey.connection.stage.Stage;
import io.latchkey.connection.stage.Topic.Published;
import io.latchkey.contracts.Topics;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckFact.GrantExpired;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_connection", openBao = false, client = "connection-service")
@WithTestResource(Siblings.class)
class FactsIT extends Stage {
    private static final Instant END = Instant.parse("2031-01-01T00:00:00.123456Z");
    private static final Permissions CRM = Permissions.of(List.of("crm.read"), List.of("crm.read"));

    private void until(UUID id, String field, Object value) {
        await().atMost(Duration.ofSeconds(15)).until(() -> connection(id).get(field), value::equals);
    }

    private static CredentialRefused refused(UUID id, long version) {
        return new CredentialRefused(UUID.randomUUID(), id, "acme", 1, version, Instant.now(), Reason.REVOKED);
    }

    private static CredentialRefreshed refreshed(UUID id, long version, Permissions permissions, Instant end) {
        return new CredentialRefreshed(UUID.randomUUID(), id, "acme", 1, version, Instant.now(), permissions, end);
    }

    private static CheckCompleted check(UUID id, Outcome outcome, Reason reason) {
        return new CheckCompleted(
                UUID.randomUUID(),
                id,
                "acme",
                1,
                10,
                Instant.now(),
                outcome,
                reason,
                "http_401",
                401,
                9L,
                null,
                null,
                null);
    }

    private List<String> effects(UUID id) {
        return history(id).stream()
                .map(entry -> entry.get("type").toString().replaceAll("^io\\.latchkey\\.|\\.v1$", "") + " "
                        + entry.get("effect"))
                .toList();
    }

    private void untilRecorded(UUID id, String entry) {
        await().atMost(Duration.ofSeconds(15)).until(() -> effects(id), entries -> entries.contains(entry));
    }

    @Test
    void aRefusedCredentialNeedsAPersonUntilAReauthorization() {
        var made = active();

        topic().publish(refused(made.id(), 10));

        until(made.id(), "state", "REAUTHORIZATION_REQUIRED");
        assertThat(connection(made.id()).getString("reason")).isEqualTo("revoked");
        assertThat(connection(made.id()).getString("reasonText")).isNotBlank();
        assertThat(connection(made.id()).getInt("revision")).isEqualTo(1);
        var again = as("ada")
                .body(Map.of("returnUrl", RETURN_URL, "codeChallenge", CODE_CHALLENGE))
                .post("/v1/connections/{id}/authorizations", made.id())
                .then()
                .extract()
                .<String>path("id");
        complete("ada", made.id(), UUID.fromString(again)).body("state", equalTo("ACTIVE"));
        assertThat(topic().feedUntil(made.id(), "reauthorized"))
                .extracting(Published::name)
                .containsExactly("created", "authorized", "reauthorization-required", "reauthorized");
    }

    @Test
    void theKafkaCopyOfAFactThatCameOverHttpIsDropped() {
        var made = active();

        topic().publish(broker.fact(made.authorization()));
        topic().publish(refused(made.id(), 10));

        until(made.id(), "state", "REAUTHORIZATION_REQUIRED");
        assertThat(effects(made.id()))
                .containsExactly(
                        "credential.refused applied", "credential.authorized applied", "connection.created applied");
    }

    @Test
    void aCompletionWhoseAnswerWasLostIsLearnedFromKafka() {
        var made = create("ada");
        complete("ada", made.id(), made.authorization()).statusCode(200);
        var lost = create("ada");
        broker.when("/completion", request -> new Answer(500, "lost"));
        complete("ada", lost.id(), lost.authorization()).statusCode(503);
        var fact = broker.fact(made.authorization());

        topic().publish(new CredentialAuthorized(
                UUID.randomUUID(),
                lost.id(),
                "acme",
                1,
                10,
                fact.observedAt(),
                lost.authorization(),
                fact.method(),
                fact.account(),
                fact.modules(),
                fact.permissions(),
                null,
                Map.of(),
                null));

        until(lost.id(), "state", "ACTIVE");
    }

    @Test
    void theSameFactTwiceCountsOnce() {
        var made = active();
        var refused = refused(made.id(), 10);

        topic().publish(refused);
        topic().publish(refused);
        topic().publish(refreshed(made.id(), 11, CRM, null));

        until(made.id(), "state", "ACTIVE");
        assertThat(topic().feedUntil(made.id(), "recovered"))
                .extracting(Published::name)
                .containsExactly("created", "authorized", "reauthorization-required", "recovered");
    }

    @Test
    void aFactThatComesLateGoesIntoTheHistoryAndChangesNothingElse() {
        var made = active();
        topic().publish(refreshed(made.id(), 12, CRM, null));
        topic().publish(refused(made.id(), 11));

        untilRecorded(made.id(), "credential.refused outdated");

        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
    }

    @Test
    void aFactOfAnotherTenantOrOfNoConnectionChangesNothingAndStopsNobody() {
        var made = active();
        var foreign =
                new CredentialRefused(UUID.randomUUID(), made.id(), "globex", 1, 10, Instant.now(), Reason.REVOKED);

        topic().publish(foreign);
        topic().publish(refused(UUID.randomUUID(), 10));
        topic().publish(refreshed(made.id(), 11, Permissions.of(List.of("crm.read"), List.of()), null));

        until(made.id(), "permissions.missing", List.of("crm.read"));
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
        assertThat(effects(made.id())).noneMatch(entry -> entry.startsWith("credential.refused"));
    }

    @Test
    void whatCannotBeReadOrStoredGoesToTheDeadLettersAndStopsNobody() {
        var made = active();
        var unstorable = new CheckCompleted(
                UUID.randomUUID(),
                made.id(),
                "acme",
                1,
                10,
                Instant.now(),
                Outcome.TRANSIENT,
                null,
                "a\u0000b",
                500,
                9L,
                null,
                null,
                null);

        topic().tellRubbish(made.id(), "rubbish".getBytes(StandardCharsets.UTF_8));
        topic().publish(unstorable);
        topic().publish(refused(made.id(), 10));
        topic().publish(check(made.id(), Outcome.LIMITED, null));

        until(made.id(), "state", "REAUTHORIZATION_REQUIRED");
        until(made.id(), "health.outcome", "limited");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> topic().records(Topics.DEAD_LETTER).size(), size -> size >= 2);
    }

    @Test
    void aRefreshInDoubtIsShownUntilANewerVersion() {
        var made = active();
        var since = Instant.parse("2026-03-09T09:05:00Z");

        topic().publish(new CredentialInDoubt(UUID.randomUUID(), made.id(), "acme", 1, 10, since));
        until(made.id(), "health.refreshInDoubtSince", "2026-03-09T09:05:00Z");
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");

        topic().publish(refreshed(made.id(), 11, CRM, END));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> connection(made.id()).get("health.refreshInDoubtSince") == null);
    }

    @Test
    void whatOnlyANewerReleaseKnowsIsFollowedWhereThatMakesSenseAndMarkedForAReplayElsewhere() {
        var made = active();

        topic().publish(
                        Topics.CHECK_FACTS,
                        made.id(),
                        newerFact(made.id(), "io.latchkey.check.completed.v1", "outcome", "magnificent"));
        until(made.id(), "health.outcome", "unknown");
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");

        topic().publish(
                        Topics.CREDENTIAL_FACTS,
                        made.id(),
                        newerFact(made.id(), "io.latchkey.credential.praised.v1", "by", "all"));
        topic().publish(
                        Topics.CREDENTIAL_FACTS,
                        made.id(),
                        newerFact(made.id(), "io.latchkey.credential.refused.v1", "reason", "never_heard_of"));
        until(made.id(), "state", "REAUTHORIZATION_REQUIRED");
        assertThat(connection(made.id()).getString("reason")).isEqualTo("unknown");
        assertThat(topic().records(Topics.DEAD_LETTER))
                .filteredOn(letter -> made.id().toString().equals(text(letter.key())))
                .singleElement()
                .satisfies(letter -> assertThat(text(
                                letter.headers().lastHeader("dead-letter-kind").value()))
                        .isEqualTo("unknown"));
    }

    private static Map<String, Object> newerFact(UUID connection, String type, String field, Object value) {
        return Map.of(
                "type",
                type,
                "factId",
                UUID.randomUUID(),
                "connectionId",
                connection,
                "tenant",
                "acme",
                "generation",
                1,
                "credentialVersion",
                10,
                "observedAt",
                Instant.now(),
                field,
                value);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void healthIsPublishedOnlyWhenTheOutcomeChanges() {
        var made = active();
        for (int i = 0; i < 3; i++) {
            topic().publish(check(made.id(), Outcome.TRANSIENT, null));
        }
        until(made.id(), "health.failuresInARow", 3);
        topic().publish(check(made.id(), Outcome.OK, null));
        until(made.id(), "health.failuresInARow", 0);

        var published = topic().feedOf(made.id(), events -> events.size() == 4);

        assertThat(published)
                .extracting(Published::name)
                .containsExactly("created", "authorized", "health-changed", "health-changed");
        assertThat(connection(made.id()).getString("state")).isEqualTo("ACTIVE");
    }

    @Test
    void noticesThenTheEndAreToldOnceEachAndOnlyForTheEndThatIsKnown() {
        broker.grantsEndAt(END);
        var made = active();
        var first = new NoticeDue(UUID.randomUUID(), made.id(), "acme", 1, Instant.now(), END, Duration.ofDays(14));
        var second = new NoticeDue(UUID.randomUUID(), made.id(), "acme", 1, Instant.now(), END, Duration.ofDays(7));
        var other = new NoticeDue(
                UUID.randomUUID(), made.id(), "acme", 1, Instant.now(), END.plusSeconds(9), Duration.ofDays(2));

        topic().publish(first);
        topic().publish(first);
        topic().publish(second);
        topic().publish(other);
        topic().publish(new GrantExpired(UUID.randomUUID(), made.id(), "acme", 1, END, END));

        until(made.id(), "state", "REAUTHORIZATION_REQUIRED");
        assertThat(connection(made.id()).getString("reason")).isEqualTo("expired");
        var published = topic().feedUntil(made.id(), "reauthorization-required");
        assertThat(published)
                .extracting(Published::name)
                .containsExactly("created", "authorized", "expiring", "notice", "reauthorization-required");
        assertThat(published.get(2).data().notice().lead()).isEqualTo(Duration.ofDays(14));
        assertThat(published).extracting(Published::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(effects(made.id())).contains("notice.due outdated");
    }

    @Test
    void aNoticeThatFallsDueWhileAPersonIsNeededIsPublishedOnceOnRecovery() {
        broker.grantsEndAt(END);
        var made = active();
        var notice = new NoticeDue(UUID.randomUUID(), made.id(), "acme", 1, Instant.now(), END, Duration.ofDays(14));
        topic().publish(refused(made.id(), 10));
        until(made.id(), "state", "REAUTHORIZATION_REQUIRED");
        topic().publish(notice);
        untilRecorded(made.id(), "notice.due applied");
        assertThat(connection(made.id()).getString("state")).isEqualTo("REAUTHORIZATION_REQUIRED");

        topic().publish(refreshed(made.id(), 11, CRM, END));
        topic().publish(notice);
        topic().publish(refreshed(made.id(), 12, Permissions.of(List.of("crm.read"), List.of()), END));

        until(made.id(), "permissions.missing", List.of("crm.read"));
        assertThat(connection(made.id()).getString("state")).isEqualTo("EXPIRING");
        var published = topic().feedUntil(made.id(), "permissions-changed");
        assertThat(published)
                .extracting(Published::name)
                .containsExactly(
                        "created",
                        "authorized",
                        "reauthorization-required",
                        "recovered",
                        "expiring",
                        "permissions-changed");
        assertThat(published.get(3).data().notice()).isNull();
        assertThat(published.get(4).data().notice().lead()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void aMovedEndIsPublishedAndEndsTheWarning() {
        broker.grantsEndAt(END);
        var made = active();
        topic().publish(new NoticeDue(
                UUID.randomUUID(), made.id(), "acme", 1, Instant.now(), END, Duration.ofDays(14)));
        until(made.id(), "state", "EXPIRING");

        topic().publish(refreshed(made.id(), 11, CRM, END.plus(Duration.ofDays(90))));

        until(made.id(), "state", "ACTIVE");
        assertThat(topic().feedUntil(made.id(), "expiry-changed")).last().satisfies(event -> assertThat(
                        event.data().connection().expiresAt())
                .isEqualTo(END.plus(Duration.ofDays(90))));
    }

    @Test
    void whatWasGivenUpIsRemembered() {
        var made = active();
        topic().publish(new CredentialForgotten(
                UUID.randomUUID(),
                made.id(),
                "acme",
                Instant.now(),
                made.authorization(),
                "unredeemed",
                new Revocation(RevokedAtProvider.LEFT, "sibling")));

        untilRecorded(made.id(), "credential.forgotten applied");
        assertThat(history(made.id()).get(0).get("detail")).isEqualTo("unredeemed revoked at provider: left sibling");
    }

    @Test
    void checksThatFindTheSameAreOneEntryOfTheHistoryWithACount() {
        var made = active();
        for (int i = 0; i < 3; i++) {
            topic().publish(check(made.id(), Outcome.OK, null));
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> counts(made.id()), List.of(3, 1, 1)::equals);
        assertThat(effects(made.id()).get(0)).isEqualTo("check.completed applied");
        var entry = history(made.id()).get(0);
        assertThat(Instant.parse((String) entry.get("lastAt"))).isAfter(Instant.parse((String) entry.get("at")));

        as("ada").body(Map.of("name", "Between")).patch("/v1/connections/{id}", made.id());
        topic().publish(check(made.id(), Outcome.OK, null));
        topic().publish(check(made.id(), Outcome.OK, null));
        await().atMost(Duration.ofSeconds(15)).until(() -> counts(made.id()), List.of(2, 1, 3, 1, 1)::equals);
        topic().publish(check(made.id(), Outcome.TRANSIENT, null));
        await().atMost(Duration.ofSeconds(15)).until(() -> counts(made.id()), List.of(1, 2, 1, 3, 1, 1)::equals);
    }

    @Test
    void aFactThatComesTooLateAgainAndAgainIsOneEntryOfTheHistory() {
        var made = active();
        for (int i = 0; i < 4; i++) {
            topic().publish(refused(made.id(), 3));
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> counts(made.id()), List.of(4, 1, 1)::equals);
        assertThat(effects(made.id()).get(0)).isEqualTo("credential.refused outdated");
    }

    @Test
    void anEntryOfTheHistoryIsDeletedWhenItsLastRepetitionIsOldEnough() throws SQLException {
        var made = active();
        topic().publish(check(made.id(), Outcome.OK, null));
        untilRecorded(made.id(), "check.completed applied");

        sql("update history set at = at - interval '366 days', last_at = last_at - interval '366 days'"
                + " where type = 'io.latchkey.connection.created.v1' and connection_id = '" + made.id() + "'");
        sql(
                "update history set at = at - interval '366 days' where type = 'io.latchkey.check.completed.v1' and connection_id = '"
                        + made.id() + "'");

        await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> effects(made.id()),
                        List.of("credential.authorized applied", "check.completed applied")::equals);
    }

    @Test
    void moreOldEntriesThanOneTransactionDeletesAreAllDeleted() throws SQLException {
        var made = active();
        sql("insert into history (id, connection_id, at, last_at, count, type, effect, state)"
                + " select gen_random_uuid(), '" + made.id() + "', old, old, 1, 'renamed', 'APPLIED', 'ACTIVE'"
                + " from (select now() - interval '400 days' + n * interval '1 second' as old"
                + " from generate_series(1, 2500) as n) as entries");

        await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> effects(made.id()),
                        List.of("credential.authorized applied", "connection.created applied")::equals);
    }

    private List<Object> counts(UUID id) {
        return history(id).stream().map(entry -> entry.get("count")).toList();
    }

    @Test
    void aVerdictOverHttpChangesTheStateAtOnceAndItsCopyIsDropped() {
        var made = active();
        verifier.finds(Outcome.PERMANENT, Reason.REVOKED, "http_401", 401);

        as("ada")
                .post("/v1/connections/{id}/verifications", made.id())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("permanent"))
                .body("reason", equalTo("revoked"))
                .body("state", equalTo("REAUTHORIZATION_REQUIRED"));

        assertThat(topic().feedUntil(made.id(), "health-changed"))
                .extracting(Published::name)
                .containsExactly("created", "authorized", "reauthorization-required", "health-changed");
    }
}
