package io.latchkey.verifier;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckFact.GrantExpired;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.events.EventJson;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.local.server.PostgresServer;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.verifier.live.FactLog;
import io.latchkey.verifier.live.Feed;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.latchkey.verifier.live.ScriptedBroker.Reply;
import io.latchkey.verifier.schedule.Views;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_verifier", openBao = false, client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class CheckSchedulerIT {
    @Inject
    MovingClock clock;

    Database database;
    KafkaServer kafka;
    PostgresServer postgres;
    Tokens tokens;
    ScriptedBroker broker;

    private final UUID id = UUID.randomUUID();
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Rows rows;
    private Feed feed;
    private FactLog facts;

    @BeforeEach
    void open() {
        rows = new Rows(database);
        rows.update("delete from schedule");
        feed = new Feed(kafka);
        facts = new FactLog(kafka);
    }

    @AfterEach
    void close() {
        facts.close();
        feed.close();
        clock.reset();
    }

    @Test
    void aDueConnectionIsProbedAndTheVerdictToldAndTheNextCheckSet() {
        authorized(null);

        makeTheCheckDue();

        eventually(() -> assertThat(facts.of(id)).hasSize(1));
        var fact = (CheckCompleted) facts.of(id).get(0);
        assertThat(fact.outcome()).isEqualTo(Outcome.OK);
        assertThat(fact.tenant()).isEqualTo("acme");
        assertThat(fact.generation()).isEqualTo(1);
        assertThat(fact.credentialVersion()).isEqualTo(5);
        eventually(() -> assertThat(rows.of(id)).containsKey("last_check_at").doesNotContainKey("claimed_by"));
        assertThat(Duration.between(clock.instant(), rows.instant(id, "due_at")))
                .isBetween(ofHours(21), ofHours(27));
        assertThat(broker.probesOf(id)).hasSize(1);
        assertThat(broker.probesOf(id).get(0).request().tenant()).isEqualTo("acme");
        assertThat(broker.probesOf(id).get(0).authorization()).startsWith("Bearer ");
    }

    @Test
    void aRefusedGrantIsToldWithItsReason() {
        broker.answer(id, ScriptedBroker.found(id, Outcome.PERMANENT, Reason.REVOKED, "invalid_grant"));
        authorized(null);

        makeTheCheckDue();

        eventually(() -> assertThat(facts.of(id)).singleElement().satisfies(fact -> {
            assertThat(((CheckCompleted) fact).outcome()).isEqualTo(Outcome.PERMANENT);
            assertThat(((CheckCompleted) fact).reason()).isEqualTo(Reason.REVOKED);
        }));
    }

    @Test
    void whileTheBrokerIsDownNothingIsToldAndTheCheckIsRepeatedWithGrowingPauses() {
        broker.answer(id, Reply.NONE);
        authorized(null);

        makeTheCheckDue();
        eventually(() -> assertThat(rows.of(id)).containsEntry("failures", 1).doesNotContainKey("claimed_by"));
        assertThat(untilDue()).isBetween(ofMinutes(0), ofMinutes(1).plusSeconds(6));
        clock.advance(ofMinutes(2));
        eventually(() -> assertThat(rows.of(id)).containsEntry("failures", 2).doesNotContainKey("claimed_by"));
        assertThat(untilDue()).isBetween(ofMinutes(1), ofMinutes(2).plusSeconds(12));
        assertThat(facts.of(id)).isEmpty();

        broker.answer(id, ScriptedBroker.found(id, Outcome.OK, null, null));
        clock.advance(ofMinutes(3));
        eventually(() -> assertThat(rows.of(id)).containsEntry("failures", 0));
        eventually(() -> assertThat(facts.of(id)).hasSize(1));
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNotWaitedForLongerThanACheckMayTake() {
        var reply = broker.hold(id);
        authorized(null);

        makeTheCheckDue();

        eventually(() -> assertThat(rows.of(id)).containsEntry("failures", 1).doesNotContainKey("claimed_by"));
        reply.complete(Reply.NONE);
    }

    @Test
    void aRefusedTokenEndsAConnectionOnlyAfterThreeRefusalsOverAnHour() {
        broker.answer(id, ScriptedBroker.found(id, Outcome.SUSPECT, null, "http_401"));
        authorized(null);

        makeTheCheckDue();
        eventually(() -> assertThat(rows.of(id)).containsEntry("refusals", 1).doesNotContainKey("claimed_by"));
        assertThat(untilDue()).isBetween(ofMinutes(4), ofMinutes(5));
        clock.advance(ofMinutes(6));
        eventually(() -> assertThat(rows.of(id)).containsEntry("refusals", 2).doesNotContainKey("claimed_by"));
        assertThat(untilDue()).isBetween(ofMinutes(52), ofMinutes(54));
        assertThat(outcomes()).containsExactly(Outcome.SUSPECT, Outcome.SUSPECT);
        clock.advance(ofMinutes(55));

        eventually(() -> assertThat(outcomes()).containsExactly(Outcome.SUSPECT, Outcome.SUSPECT, Outcome.PERMANENT));
        var last = (CheckCompleted) facts.of(id).get(2);
        assertThat(last.reason()).isEqualTo(Reason.REFUSED);
        assertThat(last.detail()).isEqualTo("http_401");
    }

    @Test
    void aTokenThatIsAcceptedAgainEndsTheSuspicion() {
        broker.answer(id, ScriptedBroker.found(id, Outcome.SUSPECT, null, "http_401"));
        authorized(null);
        makeTheCheckDue();
        eventually(() -> assertThat(rows.of(id)).containsEntry("refusals", 1).doesNotContainKey("claimed_by"));

        broker.answer(id, ScriptedBroker.found(id, Outcome.OK, null, null));
        clock.advance(ofMinutes(6));

        eventually(() -> assertThat(rows.of(id)).containsEntry("refusals", 0).doesNotContainKey("suspect_since"));
        assertThat(outcomes()).doesNotContain(Outcome.PERMANENT);
    }

    @Test
    void aPersonsVerificationsCountAsRefusalsToo() {
        broker.answer(id, ScriptedBroker.found(id, Outcome.SUSPECT, null, "http_401"));
        authorized(null);
        for (int refusals = 1; refusals <= 3; refusals++) {
            verifyNow().statusCode(200).body("outcome", equalTo("suspect"));
            var counted = refusals;
            eventually(() ->
                    assertThat(rows.of(id)).containsEntry("refusals", counted).doesNotContainKey("claimed_by"));
        }
        clock.advance(ofMinutes(30));
        verifyNow().statusCode(200).body("outcome", equalTo("suspect"));

        clock.advance(ofMinutes(31));

        eventually(() -> assertThat(outcomes()).contains(Outcome.PERMANENT));
    }

    @Test
    void whileAProviderRefusesMostOfItsConnectionsNoneEndsForADay() {
        var other = UUID.randomUUID();
        broker.answer(id, ScriptedBroker.found(id, Outcome.SUSPECT, null, "http_401"));
        authorized(null);
        rows.addDue(other, "northwind", 99, began.plus(ofDays(300)));
        rows.update("update schedule set suspect_since = now(), refusals = 1 where connection_id = ?", other);
        makeTheCheckDue();
        for (int refusals = 1; refusals <= 4; refusals++) {
            var counted = refusals;
            eventually(() ->
                    assertThat(rows.of(id)).containsEntry("refusals", counted).doesNotContainKey("claimed_by"));
            clock.advance(ofMinutes(61));
        }
        assertThat(outcomes()).doesNotContain(Outcome.PERMANENT);

        clock.advance(ofDays(1));

        eventually(() -> assertThat(outcomes()).contains(Outcome.PERMANENT));
    }

    @Test
    void aProviderThatDoesNotAnswerDelaysOnlyItsOwnConnectionsAndNoNotice() {
        authorized(null);
        var partition = (int) rows.of(id).get("feed_partition");
        var held = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 60; i++) {
            var dead = UUID.randomUUID();
            held.add(broker.hold(dead));
            rows.addDue(dead, "dead", partition, began.minusSeconds(1000));
        }
        var noticed = UUID.randomUUID();
        rows.addNoticeDue(noticed, "dead", partition, began.plus(ofDays(1)));
        for (int i = 0; i < 200; i++) {
            rows.addDue(UUID.randomUUID(), "contoso", partition, began.minusSeconds(10));
        }

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(rows.checked("contoso")).isEqualTo(200));

        assertThat(rows.checked("dead")).isLessThan(60);
        assertThat(rows.of(noticed)).containsKey("sent_lead_seconds");
        rows.update("delete from schedule where provider = 'dead'");
        held.forEach(reply -> reply.complete(Reply.NONE));
    }

    @Test
    void aVerificationBesideAScheduledCheckSharesItsRequestAndResult() {
        verifyNow(1).statusCode(200);
        var reply = broker.hold(id);
        authorized(null);
        makeTheCheckDue();
        eventually(() -> assertThat(broker.probesOf(id)).hasSize(2));
        var verification = CompletableFuture.supplyAsync(
                () -> verifyNow(3).statusCode(200).extract().<String>path("factId"));
        eventually(() -> assertThat(rows.of(id)).containsEntry("sequence", 3L));

        reply.complete(ScriptedBroker.found(id, Outcome.OK, null, null));

        var factId = verification.join();
        eventually(() -> assertThat(facts.of(id)).last().satisfies(fact -> assertThat(fact.factId())
                .hasToString(factId)));
        assertThat(broker.probesOf(id)).hasSize(2);
    }

    @Test
    void aScheduledCheckDoesNotRunBesideAVerification() {
        var reply = broker.hold(id);
        authorized(null);
        var verification = CompletableFuture.supplyAsync(
                () -> verifyNow().statusCode(200).extract().<String>path("outcome"));
        eventually(() -> assertThat(broker.probesOf(id)).hasSize(1));
        rows.update("update schedule set check_at = now(), due_at = now() where connection_id = ?", id);

        await().during(Duration.ofMillis(2500)).atMost(20, SECONDS).untilAsserted(() -> assertThat(broker.probesOf(id))
                .hasSize(1));
        reply.complete(ScriptedBroker.found(id, Outcome.OK, null, null));

        assertThat(verification.join()).isEqualTo("ok");
        eventually(() -> assertThat(rows.of(id)).containsKey("last_check_at").doesNotContainKey("claimed_by"));
        assertThat(broker.probesOf(id)).hasSize(1);
    }

    @Test
    void aNoticeIsToldOnceUnderAnIdThatFollowsFromWhatItSays() {
        var end = began.plus(ofDays(90));
        authorized(end);

        clock.advance(ofDays(77));

        eventually(() -> assertThat(facts.of(id)).hasSize(2));
        var notice = (NoticeDue) facts.of(id).get(0);
        assertThat(notice.lead()).isEqualTo(ofDays(14));
        assertThat(notice.expiresAt()).isEqualTo(end);
        assertThat(notice.factId()).isEqualTo(Ids.named("notice", id, 1, end, ofDays(14)));
        eventually(() -> assertThat(rows.of(id))
                .containsEntry("sent_lead_seconds", ofDays(14).toSeconds())
                .doesNotContainKey("claimed_by"));
        assertThat(rows.instant(id, "due_at")).isAfter(clock.instant());
    }

    @Test
    void theEndIsToldOnceAndNothingIsDueAfterIt() {
        var end = began.plus(ofDays(90));
        authorized(end);

        clock.advance(ofDays(91));

        eventually(() -> assertThat(rows.of(id)).containsEntry("sent_end", true).doesNotContainKey("due_at"));
        eventually(() -> assertThat(facts.of(id)).singleElement().isInstanceOfSatisfying(GrantExpired.class, fact -> {
            assertThat(fact.expiresAt()).isEqualTo(end);
            assertThat(fact.factId()).isEqualTo(Ids.named("end", id, 1, end));
        }));
        assertThat(broker.probesOf(id)).isEmpty();
    }

    @Test
    void theRowsOfADeadReplicaAreTakenOverWhenItsLeaseRunsOut() {
        authorized(null);
        rows.update(
                "update schedule set claimed_by = ?, claimed_until = ? where connection_id = ?",
                UUID.randomUUID(),
                Timestamp.from(began.plus(ofHours(1))),
                id);
        makeTheCheckDue();
        var other = UUID.randomUUID();
        rows.addDue(other, (int) rows.of(id).get("feed_partition"), clock.instant());
        eventually(() -> assertThat(rows.of(other)).containsKey("last_check_at"));
        assertThat(broker.probesOf(id)).isEmpty();

        rows.update("update schedule set claimed_until = now() where connection_id = ?", id);

        eventually(() -> assertThat(facts.of(id)).hasSize(1));
    }

    @Test
    void whileKafkaIsDownNoClaimIsSettledAndOnceItIsBackEverythingIsTold() {
        authorized(null);
        kafka.stop();
        try {
            makeTheCheckDue();
            eventually(() -> assertThat(broker.probesOf(id)).isNotEmpty());
            eventually(() -> assertThat(broker.probesOf(id)).hasSizeGreaterThan(1));
            assertThat(rows.of(id)).doesNotContainKey("last_check_at");
        } finally {
            kafka.start();
        }

        eventually(() -> assertThat(rows.of(id)).containsKey("last_check_at").doesNotContainKey("claimed_by"));
        eventually(() -> assertThat(facts.of(id)).isNotEmpty());
    }

    @Test
    void aVerdictThatKafkaDoesNotTakeIsFoundAgainSoonAndTold() {
        authorized(null);
        kafka.stop();
        try {
            verifyNow().statusCode(200).body("outcome", equalTo("ok"));
            eventually(() -> assertThat(rows.of(id)).containsKey("last_check_at"));
            eventually(() -> assertThat(untilDue()).isLessThan(ofMinutes(2)));
        } finally {
            kafka.start();
        }

        clock.advance(ofMinutes(2));

        eventually(() -> assertThat(facts.of(id)).isNotEmpty());
        assertThat(broker.probesOf(id)).hasSizeGreaterThan(1);
    }

    @Test
    void whilePostgresIsDownTheScheduleIsUnavailableAndOnceItIsBackTheRoundsGoOn() {
        authorized(null);
        var token = tokens.user("ada");
        postgres.stop();
        try {
            eventually(() -> given().auth()
                    .oauth2(token)
                    .get("/v1/schedule/" + id)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5"));
        } finally {
            postgres.start();
        }

        makeTheCheckDue();

        eventually(() -> assertThat(facts.of(id)).isNotEmpty());
    }

    private void authorized(@Nullable Instant expiresAt) {
        feed.publish(
                2, ConnectionEventType.AUTHORIZED, Views.view(id, "acme", ConnectionState.ACTIVE, 1, began, expiresAt));
        feed.awaitTakenIn(rows);
    }

    private void makeTheCheckDue() {
        clock.advance(ofDays(1).plusMinutes(1));
    }

    private ValidatableResponse verifyNow() {
        return verifyNow(2);
    }

    private ValidatableResponse verifyNow(long sequence) {
        var view = Views.view(id, "acme", ConnectionState.ACTIVE, 1, began, null);
        return given().auth()
                .oauth2(tokens.service("connection-service"))
                .contentType(ContentType.JSON)
                .body(EventJson.write(new CheckRequest(view, sequence)))
                .post("/internal/v1/checks")
                .then();
    }

    private List<Outcome> outcomes() {
        return facts.of(id).stream()
                .map(fact -> ((CheckCompleted) fact).outcome())
                .toList();
    }

    private Duration untilDue() {
        return Duration.between(clock.instant(), rows.instant(id, "due_at"));
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(90, SECONDS).untilAsserted(assertion);
    }
}
