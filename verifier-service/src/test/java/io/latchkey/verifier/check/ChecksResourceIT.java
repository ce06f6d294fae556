package io.latchkey.verifier.check;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.events.EventJson;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.KafkaServer;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.verifier.live.FactLog;
import io.latchkey.verifier.live.Feed;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.latchkey.verifier.live.ScriptedBroker.Reply;
import io.latchkey.verifier.schedule.Views;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_verifier", openBao = false, client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class ChecksResourceIT {
    private static final String PATH = "/internal/v1/checks";

    @TestHTTPResource(PATH)
    URI url;

    @Inject
    OidcClient oidcClient;

    @Inject
    MovingClock clock;

    Database database;
    KafkaServer kafka;
    Tokens tokens;
    ScriptedBroker broker;

    private final UUID id = UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Rows rows;
    private String token;

    @BeforeEach
    void open() {
        rows = new Rows(database);
        token = tokens.service("connection-service");
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void theVerdictIsAnsweredThenToldUnderTheSameIdAndNoted() {
        follow(2, active("acme", 1));

        var factId = check(active("acme", 1), 2)
                .statusCode(200)
                .body("outcome", equalTo("ok"))
                .body("connectionId", equalTo(id.toString()))
                .body("credentialVersion", equalTo(5))
                .body("latencyMillis", equalTo(42))
                .body("observedAt", notNullValue())
                .extract()
                .<String>path("factId");

        try (var facts = new FactLog(kafka)) {
            await().atMost(30, SECONDS).untilAsserted(() -> assertThat(facts.of(id))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.factId()).hasToString(factId)));
        }
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(rows.of(id)).containsKey("last_check_at"));
    }

    @Test
    void anEndThatMovesWhileTheProviderIsAskedIsNotTakenForPassed() throws Exception {
        var before = Views.view(id, "acme", ConnectionState.ACTIVE, 1, now.minusSeconds(60), now.plusSeconds(30));
        var after = Views.view(id, "acme", ConnectionState.ACTIVE, 1, now.minusSeconds(60), now.plusSeconds(86_400));
        follow(2, before);
        var reply = broker.hold(id);
        var waiting = send(before, 2);
        await().atMost(20, SECONDS).until(() -> broker.probesOf(id).size() == 1);
        follow(3, after);
        clock.advance(Duration.ofSeconds(60));

        reply.complete(ScriptedBroker.found(id, Outcome.OK, null, null));

        assertThat(waiting.get(20, SECONDS).body()).contains("\"ok\"").doesNotContain("past_its_end");
    }

    @Test
    void severalAtOnceShareOneLookWhichGoesOnIfOneHangsUp() throws Exception {
        follow(2, active("acme", 1));
        var reply = broker.hold(id);
        var quitter = begin(3);
        var one = begin(4);
        var other = begin(5);
        quitter.cancel(true);

        reply.complete(ScriptedBroker.found(id, Outcome.OK, null, null));

        assertThat(one.get(20, SECONDS).statusCode()).isEqualTo(200);
        assertThat(other.get(20, SECONDS).body()).isEqualTo(one.get().body());
        assertThat(broker.probesOf(id)).hasSize(1);
    }

    @Test
    void aCheckThatAnotherReplicaMakesIsWaitedForAndItsResultTaken() throws Exception {
        follow(2, active("acme", 1));
        var owner = UUID.randomUUID();
        rows.update(
                "update schedule set claimed_by = ?, claimed_until = ? where connection_id = ?",
                owner,
                Timestamp.from(now.plusSeconds(600)),
                id);
        var waiting = begin(3);
        var check = new CheckCompleted(
                UUID.randomUUID(), id, "acme", 1, 7, now, Outcome.LIMITED, null, "http_402", 402, 5L, null, null, null);

        rows.update(
                "update schedule set claimed_by = null, claimed_until = null, last_check = ?, last_check_claim = ?"
                        + " where connection_id = ?",
                EventJson.write(check),
                owner,
                id);

        assertThat(waiting.get(20, SECONDS).body()).contains(check.factId().toString(), "http_402");
        assertThat(broker.probesOf(id)).isEmpty();
    }

    @Test
    void whereTheClaimThatWasWaitedForMadeNoCheckOneIsMade() throws Exception {
        follow(2, active("acme", 1));
        rows.update(
                "update schedule set claimed_by = ?, claimed_until = ? where connection_id = ?",
                UUID.randomUUID(),
                Timestamp.from(now.plusSeconds(600)),
                id);
        var waiting = begin(3);

        rows.update("update schedule set claimed_by = null, claimed_until = null where connection_id = ?", id);

        assertThat(waiting.get(20, SECONDS).body()).contains("\"ok\"");
        assertThat(broker.probesOf(id)).hasSize(1);
    }

    @Test
    void aCheckThatDoesNotEndIsNotWaitedForLongerThanACheckMayTake() {
        follow(2, active("acme", 1));
        rows.update(
                "update schedule set claimed_by = ?, claimed_until = ? where connection_id = ?",
                UUID.randomUUID(),
                Timestamp.from(now.plusSeconds(600)),
                id);

        check(active("acme", 1), 2)
                .statusCode(200)
                .body("outcome", equalTo("transient"))
                .body("detail", equalTo("check_timeout"));
    }

    @Test
    void noCheckBeginsThatTheCallerCannotWaitFor() throws Exception {
        follow(2, active("acme", 1));
        rows.update(
                "update schedule set claimed_by = ?, claimed_until = ? where connection_id = ?",
                UUID.randomUUID(),
                Timestamp.from(now.plusSeconds(600)),
                id);
        var waiting = begin(3);
        clock.advance(Duration.ofSeconds(5));

        rows.update("update schedule set claimed_by = null, claimed_until = null where connection_id = ?", id);

        assertThat(waiting.get(20, SECONDS).body()).contains("check_timeout");
        assertThat(broker.probesOf(id)).isEmpty();
    }

    @Test
    void aHigherSequenceIsTakenInAndALowerOneIsNot() {
        follow(2, active("acme", 1));

        check(active("acme", 3), 9).statusCode(200);
        assertThat(rows.of(id)).containsEntry("sequence", 9L).containsEntry("generation", 3);
        check(active("acme", 2), 8).statusCode(200);
        assertThat(rows.of(id)).containsEntry("sequence", 9L).containsEntry("generation", 3);
    }

    @Test
    void aConnectionThatTheFeedHasNotBroughtIsJudgedButMakesNoRow() {
        check(active("acme", 1), 2).statusCode(200).body("outcome", equalTo("ok"));

        assertThat(rows.of(id)).isEmpty();
    }

    @Test
    void severalAtOnceShareOneLookBeforeTheFeedHasBroughtTheConnection() throws Exception {
        var reply = broker.hold(id);
        var one = send(2);
        var other = send(2);
        await().during(Duration.ofSeconds(1))
                .atMost(5, SECONDS)
                .until(() -> broker.probesOf(id).size() == 1);

        reply.complete(ScriptedBroker.found(id, Outcome.OK, null, null));

        assertThat(one.get(20, SECONDS).body()).contains("\"ok\"");
        assertThat(other.get(20, SECONDS).body()).isEqualTo(one.get().body());
        assertThat(broker.probesOf(id)).hasSize(1);
        check(active("acme", 1), 2).statusCode(200);
        assertThat(broker.probesOf(id)).hasSize(2);
    }

    @Test
    void anotherTenantsConnectionIsNotFoundAndNotProbed() {
        follow(2, active("acme", 1));

        check(active("globex", 1), 99).statusCode(404).body("type", equalTo("urn:latchkey:problem:not-found"));

        assertThat(broker.probesOf(id)).isEmpty();
        assertThat(rows.of(id)).containsEntry("sequence", 2L).containsEntry("tenant", "acme");
    }

    @Test
    void aBrokerThatFailsIsATransientVerdictThatIsNotTold() {
        broker.answer(id, Reply.problem(503));
        check(active("acme", 1), 2)
                .statusCode(200)
                .body("outcome", equalTo("transient"))
                .body("detail", equalTo("broker_http_503"));
        broker.answer(id, Reply.NONE);
        check(active("acme", 1), 2).statusCode(200).body("detail", equalTo("broker_unreachable"));
        broker.answer(id, new Reply(200, "<html>"));
        check(active("acme", 1), 2).statusCode(200).body("outcome", equalTo("transient"));
        broker.answer(id, Reply.problem(404));
        check(active("acme", 1), 2)
                .statusCode(200)
                .body("outcome", equalTo("unknown"))
                .body("detail", equalTo("no_credential"));

        try (var facts = new FactLog(kafka)) {
            assertThat(facts.of(id)).isEmpty();
        }
    }

    @Test
    void aTokenThatTheBrokerDoesNotTakeAnyMoreIsReplacedOnce() {
        broker.answerOnce(id, Reply.problem(401));

        check(active("acme", 1), 2).statusCode(200).body("outcome", equalTo("ok"));

        var probes = broker.probesOf(id);
        assertThat(probes).hasSize(2);
        assertThat(probes.get(1).authorization())
                .startsWith("Bearer ")
                .isNotEqualTo(probes.get(0).authorization());
        assertThat(oidcClient.getTokens().await().indefinitely().getRefreshTokenTimeSkew())
                .isEqualTo(30);
    }

    @Test
    void aBrokerThatTakesNoTokenIsAskedTwice() {
        broker.answer(id, Reply.problem(401));

        check(active("acme", 1), 2).statusCode(200).body("detail", equalTo("broker_http_401"));

        assertThat(broker.probesOf(id)).hasSize(2);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAVerdictInTime() {
        var reply = broker.hold(id);

        check(active("acme", 1), 2)
                .statusCode(200)
                .body("outcome", equalTo("transient"))
                .body("detail", equalTo("broker_timeout"));

        reply.complete(Reply.NONE);
    }

    @Test
    void whoMayNotAskIsRefused() {
        var body = body(active("acme", 1), 2);
        given().contentType(ContentType.JSON).body(body).post(PATH).then().statusCode(401);
        post(tokens.user("ada"), body).statusCode(403);
        post(tokens.service("automation-engine"), body).statusCode(403);
        post(tokens.service("verifier-service"), body).statusCode(403);
        assertThat(broker.probesOf(id)).isEmpty();
    }

    @Test
    void whatCannotBeCheckedIsNamed() {
        post(token, "{").statusCode(400).body("field", equalTo("body"));
        post(token, "{\"nonsense\":1}").statusCode(400).body("field", equalTo("connection"));
        post(token, "{\"sequence\":1}").statusCode(400).body("field", equalTo("connection"));
        post(token, "{\"connection\":{\"id\":\"x\"},\"sequence\":1}")
                .statusCode(400)
                .body("field", equalTo("connection.id"));
        post(token, "{\"connection\":{},\"sequence\":1}").statusCode(400);
        post(token, "null").statusCode(400);
        check(active("acme", 1), 0).statusCode(400).body("field", equalTo("sequence"));
        check(Views.view(id, "acme", ConnectionState.PENDING, 0, null, null), 1)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-pending"));
        check(Views.view(id, "acme", ConnectionState.DELETED, 1, now, null), 3).statusCode(404);
        given().filter(new AsDocumented())
                .auth()
                .oauth2(token)
                .contentType(ContentType.XML)
                .body("<a/>")
                .post(PATH)
                .then()
                .statusCode(415);
        post(token, "{\"x\":\"" + "y".repeat(70_000) + "\"}").statusCode(413);
    }

    private void follow(long sequence, ConnectionView view) {
        try (var feed = new Feed(kafka)) {
            feed.publish(sequence, ConnectionEventType.AUTHORIZED, view);
            feed.awaitTakenIn(rows);
        }
    }

    /** Returns when the request has got as far as the row. */
    private CompletableFuture<HttpResponse<String>> begin(long sequence) {
        var response = send(sequence);
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(rows.of(id)).containsEntry("sequence", sequence));
        return response;
    }

    private CompletableFuture<HttpResponse<String>> send(long sequence) {
        return send(active("acme", 1), sequence);
    }

    private CompletableFuture<HttpResponse<String>> send(ConnectionView view, long sequence) {
        var request = HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(view, sequence)))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    }

    private ValidatableResponse check(ConnectionView view, long sequence) {
        return post(token, body(view, sequence));
    }

    private ValidatableResponse post(String bearer, String body) {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(bearer)
                .contentType(ContentType.JSON)
                .body(body)
                .post(PATH)
                .then();
    }

    private static String body(ConnectionView view, long sequence) {
        return EventJson.write(new CheckRequest(view, sequence));
    }

    private ConnectionView active(String tenant, int generation) {
        return Views.view(id, tenant, ConnectionState.ACTIVE, generation, now, null);
    }
}
