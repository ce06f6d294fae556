package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Refreshes that fail, are rejected, are in doubt, or are asked for too often. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class RefreshFailuresIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LAPSE = Duration.ofMinutes(6);
    private static final Duration NEARLY_LAPSED = Duration.ofMinutes(4).plusSeconds(30);
    private static final Answer REJECTED = Answer.oauthError(400, "invalid_request");
    private static final Answer NO_TOKEN = Answer.text(200, "application/json", "{}");

    @Inject
    Seeds seeds;

    @Inject
    Credentials credentials;

    @Inject
    MovingClock clock;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        seeds.forgetDueRefreshes();
        fake.reset();
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        clock.reset();
        fake.reset();
        seeds.forgetDueRefreshes();
    }

    @Test
    void readersOfACredentialThatIsRejectedCauseOneCall() {
        var connection = lapsed();
        fake.always(Endpoint.TOKEN, REJECTED);

        for (int i = 0; i < 23; i++) {
            platform.read(connection)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("cause", equalTo("http_400"));
        }
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);

        clock.advance(Duration.ofSeconds(30));
        platform.read(connection).statusCode(503);
        platform.read(connection).statusCode(503);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void aRetryAfterIsObeyedInFullAndCappedForCallers() {
        var connection = lapsed();
        fake.next(Endpoint.TOKEN, Answer.busy(Duration.ofMinutes(5)));

        platform.read(connection).statusCode(503).header("Retry-After", equalTo("60"));
        clock.advance(Duration.ofMinutes(4));
        platform.read(connection).statusCode(503);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);

        clock.advance(Duration.ofSeconds(70));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void whatIsRejectedForAnHourWhileAnotherIsRefreshedNeedsAPerson() {
        var other = seeds.connection(fake);
        var connection = lapsed();

        rejected(connection).statusCode(503);
        clock.advance(Duration.ofMinutes(40));
        platform.refresh(other).statusCode(200);
        rejected(connection).statusCode(503);
        clock.advance(Duration.ofMinutes(40));
        rejected(connection).statusCode(409).body("reason", equalTo("refresh_rejected"));
        fake.reset();
        platform.read(connection).statusCode(409);
        platform.refresh(connection).statusCode(409);

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        awaitRefusal(connection, Reason.REFRESH_REJECTED);
    }

    @Test
    void whatIsRejectedWhileNoOtherIsRefreshedStaysAsItIs() {
        var connection = lapsed();

        for (int i = 0; i < 5; i++) {
            rejected(connection).statusCode(503);
            clock.advance(Duration.ofMinutes(40));
        }
        platform.read(connection).statusCode(200);

        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void aClientAtFaultIsPausedForAllConnectionsWithOneAlarm() {
        var connection = lapsed();
        var other = seeds.connection(fake);
        clock.advance(LAPSE);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.oauthError(401, "invalid_client"));

        try (var log = LogLines.begin()) {
            for (int i = 0; i < 3; i++) {
                platform.read(connection).statusCode(503).body("cause", equalTo("invalid_client"));
                platform.read(other).statusCode(503).body("cause", equalTo("invalid_client"));
            }
            assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
            assertThat(log.count("ERROR")).isEqualTo(1);

            fake.reset();
            putClient();
            platform.read(connection).statusCode(200);
            platform.read(other).statusCode(200);
            assertThat(log.count("ERROR")).isEqualTo(1);
            assertThat(log.count("INFO", "refreshes work again")).isEqualTo(1);
        }
    }

    @Test
    void aFaultOfOneConnectionDoesNotPauseTheOthersAgain() {
        var odd = lapsed();
        var other = seeds.connection(fake);
        clock.advance(LAPSE);
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "unauthorized_client"));

        platform.read(odd).statusCode(503);
        clock.advance(Duration.ofMinutes(1));
        platform.read(other).statusCode(200);
        clock.advance(LAPSE);
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "unauthorized_client"));
        platform.read(odd).statusCode(503);
        platform.read(other).statusCode(200);
    }

    /** The 503 says when to come back: one that does not may come from a gateway, and is repeated soon. */
    @Test
    void aProviderThatIsDownIsToldInOneLineAndNotAskedForEachConnection() {
        var connections =
                IntStream.range(0, 6).mapToObj(i -> seeds.connection(fake)).toList();
        clock.advance(LAPSE);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.busy(Duration.ofMinutes(10)));

        try (var log = LogLines.begin()) {
            for (int i = 0; i < 3; i++) {
                connections.forEach(connection -> platform.read(connection).statusCode(503));
            }
            assertThat(fake.received(Endpoint.TOKEN)).hasSize(3);
            assertThat(log.count("ERROR")).isZero();
            assertThat(log.count("WARN", "the provider fails")).isEqualTo(1);

            fake.reset();
            clock.advance(Duration.ofMinutes(20));
            connections.forEach(connection -> platform.read(connection).statusCode(200));
            assertThat(log.count("INFO", "refreshes work again")).isEqualTo(1);
        }
    }

    @Test
    void aTokenThatIsStillValidIsServedBeforeTheProvidersTimeOut() {
        var connection = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.reset();
        var released = new CountDownLatch(1);
        fake.always(Endpoint.TOKEN, Answer.status(503).after(released));

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        assertThat(failures(connection)).isZero();

        released.countDown();
        await().atMost(SOON).until(() -> failures(connection) == 1);
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aTokenThatEndsWhileItsRefreshIsAwaitedIsNotHandedOut() {
        var connection = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.status(503).after(Duration.ofSeconds(2)));
        var read = CompletableFuture.supplyAsync(() -> platform.read(connection));
        await().atMost(SOON).until(() -> !fake.received(Endpoint.TOKEN).isEmpty());

        clock.advance(Duration.ofSeconds(31));

        read.join().statusCode(503).header("Retry-After", notNullValue());
    }

    @Test
    void fiftyWorkersWithOneRefusedTokenCauseOneRefresh() {
        var connection = seeds.connection(fake);
        fake.reset();
        var workers = Executors.newFixedThreadPool(50);

        var refreshes = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> platform.refresh(connection, "{\"credentialVersion\":1}"), workers))
                .toList();
        refreshes.forEach(refresh -> refresh.join().statusCode(200).body("credentialVersion", equalTo(2)));
        workers.shutdown();

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void refreshesThatCallersForceHaveALeastInterval() {
        var connection = seeds.connection(fake);
        fake.reset();

        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(2));
        platform.refresh(connection)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:latchkey:problem:refreshed-too-recently"));
        platform.refresh(connection, "{\"credentialVersion\":2}").statusCode(429);
        platform.refresh(connection, "{\"credentialVersion\":1}")
                .statusCode(200)
                .body("credentialVersion", equalTo(2));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);

        clock.advance(Duration.ofSeconds(31));
        platform.refresh(connection, "{\"credentialVersion\":2}")
                .statusCode(200)
                .body("credentialVersion", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"credentialVersion":0}        | credentialVersion
            {"credentialVersion":-1}       | credentialVersion
            {"credentialVersion":1.5}      | credentialVersion
            {"credentialVersion":"newest"} | credentialVersion
            {"version":1}                  | version
            []                             | body
            {                              | body
            """)
    void aRefreshRequestIsChecked(String body, String field) {
        platform.refresh(UUID.randomUUID(), body).statusCode(400).body("field", equalTo(field));
    }

    @Test
    void aRefreshInDoubtIsRepeatedWithinTheGraceWithoutAReader() {
        var connection = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.next(Endpoint.TOKEN, NO_TOKEN);

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialInDoubt.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.credentialVersion()).isEqualTo(1)));
        clock.advance(Duration.ofSeconds(11));

        await().atMost(SOON).until(() -> seeds.stored(connection).orElseThrow().version() == 2);
    }

    @Test
    void aRefreshWhoseAnswerIsLostIsRepeatedWithinTheGraceWithoutAReader() {
        var connection = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.next(Endpoint.TOKEN, Answer.cut());

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        clock.advance(Duration.ofSeconds(7));

        await().atMost(SOON).until(() -> seeds.stored(connection).orElseThrow().version() == 2);
        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
    }

    @Test
    void aRefreshInDoubtIsGivenUpAtTheAccessTokensEndWithoutAReader() {
        var connection = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.reset();
        fake.always(Endpoint.TOKEN, NO_TOKEN);

        platform.read(connection).statusCode(200);
        clock.advance(Duration.ofSeconds(25));
        await().atMost(SOON).until(() -> fake.received(Endpoint.TOKEN).size() == 2);
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        clock.advance(Duration.ofSeconds(6));

        awaitRefusal(connection, Reason.REFRESH_IN_DOUBT);
        platform.read(connection).statusCode(409).body("reason", equalTo("refresh_in_doubt"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void aRefreshInDoubtIsNeverRepeatedAfterTheGrace() {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.next(Endpoint.TOKEN, NO_TOKEN);

        platform.refresh(connection).statusCode(503).body("cause", equalTo("no_access_token"));
        clock.advance(Duration.ofSeconds(31));
        platform.refresh(connection).statusCode(503).body("cause", equalTo("refresh_in_doubt"));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        clock.advance(Duration.ofMinutes(4));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    static Stream<Arguments> refusalsOfReplays() {
        var refused = Answer.oauthError(400, "invalid_grant");
        return Stream.of(
                Arguments.of("nothing found", NO_TOKEN, refused),
                Arguments.of("cut", Answer.cut(), refused),
                Arguments.of("502", Answer.status(502), refused),
                Arguments.of("revoked", Answer.cut(), refused("invalid_grant", "The token has been revoked")),
                Arguments.of("disabled", Answer.cut(), refused("invalid_grant", "User disabled")),
                Arguments.of("token_revoked", Answer.cut(), Answer.oauthError(400, "token_revoked")),
                Arguments.of("no authorization", Answer.cut(), Answer.oauthError(400, "authorization_not_found")),
                Arguments.of("Microsoft's", Answer.cut(), refused("invalid_grant", "AADSTS70008: Expired.")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusalsOfReplays")
    void aReplayThatIsRefusedSparesTheAccessToken(String name, Answer lost, Answer refusal) {
        var connection = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.reset();
        fake.next(Endpoint.TOKEN, lost);
        fake.next(Endpoint.TOKEN, refusal);

        platform.read(connection).statusCode(200);
        clock.advance(Duration.ofSeconds(11));
        await().atMost(SOON).until(() -> failures(connection) == 2);
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        clock.advance(Duration.ofSeconds(20));

        awaitRefusal(connection, Reason.REFRESH_IN_DOUBT);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    static Stream<Arguments> lostAnswers() {
        var statuses = IntStream.of(408, 425, 499, 500, 501, 503, 505, 520, 522, 598)
                .mapToObj(status -> Arguments.of(String.valueOf(status), Answer.status(status)));
        var others = Stream.of(
                Arguments.of("page with 500", Answer.text(500, "text/html", "<html>x</html>")),
                Arguments.of("page with 200", Answer.text(200, "text/html", "<html>x</html>")),
                Arguments.of("nothing with 200", Answer.text(200, "application/json", "")),
                Arguments.of("nothing with 204", Answer.status(204)));
        return Stream.concat(statuses, others);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lostAnswers")
    void aLostAnswerIsAskedForAgainWithinTheGrace(String name, Answer lost) {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.next(Endpoint.TOKEN, lost);

        platform.refresh(connection).statusCode(503);
        clock.advance(Duration.ofSeconds(11));

        await().atMost(SOON).until(() -> seeds.stored(connection).orElseThrow().version() == 2);
        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
    }

    @Test
    void betweenTheGraceAndTheAccessTokensEndARefreshWithoutAnswerIsNotSentAgain() {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.status(502));

        platform.refresh(connection).statusCode(503);
        clock.advance(Duration.ofSeconds(31));
        platform.refresh(connection).statusCode(503).body("cause", equalTo("refresh_in_doubt"));
        clock.advance(Duration.ofMinutes(4));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialInDoubt.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.credentialVersion()).isEqualTo(1)));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);

        fake.reset();
        clock.advance(Duration.ofMinutes(1));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void aRefusalAfterTheAccessTokensEndSettlesARefreshWithoutAnswer() {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.cut());
        platform.refresh(connection).statusCode(503);
        clock.advance(LAPSE);
        platform.read(connection).statusCode(503);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.oauthError(400, "invalid_grant"));

        clock.advance(Duration.ofMinutes(1));

        platform.read(connection).statusCode(409).body("reason", equalTo("refresh_in_doubt"));
    }

    @Test
    void oneKeptRefreshTokenDoesNotOutweighTheCatalog() {
        var connection = seeds.connection(fake, FakeProviderResource.ROTATES, "acme", null);
        var document = seeds.stored(connection).orElseThrow().document();
        seeds.storeOnly(connection, keeping(document), 1);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.status(502));

        platform.refresh(connection, "{\"credentialVersion\":2}").statusCode(503);
        clock.advance(Duration.ofSeconds(31));
        platform.refresh(connection).statusCode(503).body("cause", equalTo("refresh_in_doubt"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    static Stream<Arguments> errorsWithAGoodStatus() {
        return Stream.of(
                Arguments.of("{\"errors\":[{\"code\":\"RATE_LIMITED\"}]}", "rate_limited"),
                Arguments.of("{\"code\":\"temporarily_unavailable\"}", "temporarily_unavailable"),
                Arguments.of("{\"error_code\":\"temporarily_unavailable\"}", "temporarily_unavailable"),
                Arguments.of("{\"fault\":{\"code\":\"rate_limit_exceeded\"}}", "rate_limit_exceeded"),
                Arguments.of("{\"error\":{\"message\":\"busy\",\"code\":0}}", "http_200"),
                Arguments.of("{\"code\":\"E77\"}", "http_200"),
                Arguments.of("{\"status\":\"error\"}", "http_200"),
                Arguments.of("{\"success\":false}", "http_200"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errorsWithAGoodStatus")
    void anErrorWithAGoodStatusIsAnErrorAndNoDoubt(String body, String cause) {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.next(Endpoint.TOKEN, Answer.text(200, "application/json", body));

        platform.refresh(connection).statusCode(503).body("cause", equalTo(cause));
        clock.advance(Duration.ofMinutes(2));
        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(2));

        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401,", "400, unauthorized_client"})
    void aConnectionThatIsRefusedAsAClientDoesNotHoldItsSiblings(int status, String code) {
        var dead = lapsed();
        var sibling = seeds.connection(fake);
        clock.advance(LAPSE);
        fake.reset();
        fake.next(Endpoint.TOKEN, code == null ? Answer.status(status) : Answer.oauthError(status, code));
        fake.next(Endpoint.TOKEN, code == null ? Answer.status(status) : Answer.oauthError(status, code));

        platform.read(dead).statusCode(503);
        platform.read(sibling).statusCode(503);
        clock.advance(Duration.ofSeconds(7));
        platform.read(dead).statusCode(503);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        fake.reset();

        platform.read(sibling).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void thePauseOfTheClientDoesNotDelayAReplay() {
        var connection = seeds.connection(fake);
        var other = seeds.connection(fake);
        clock.advance(NEARLY_LAPSED);
        fake.next(Endpoint.TOKEN, Answer.cut());
        platform.read(connection).statusCode(200);
        await().atMost(SOON).until(() -> failures(connection) == 1);
        fake.next(Endpoint.TOKEN, Answer.oauthError(401, "invalid_client"));
        platform.read(other).statusCode(200);
        await().atMost(SOON).until(() -> failures(other) == 1);

        clock.advance(Duration.ofSeconds(7));

        await().atMost(Duration.ofSeconds(5))
                .until(() -> seeds.stored(connection).orElseThrow().version() == 2);
    }

    @Test
    void aProviderThatDoesNotRotateIsNeverInDoubt() {
        var connection = seeds.connection(fake);
        seeds.storeOnly(
                connection, keeping(seeds.stored(connection).orElseThrow().document()), 1);
        fake.next(Endpoint.TOKEN, NO_TOKEN);

        platform.refresh(connection, "{\"credentialVersion\":2}")
                .statusCode(503)
                .body("cause", equalTo("no_access_token"));
        clock.advance(Duration.ofSeconds(31));
        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(3));

        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
    }

    @Test
    void theDoubtOfAVersionEndsWithItThoughItsReplayBringsNoAccessToken() {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.next(Endpoint.TOKEN, NO_TOKEN);
        platform.refresh(connection).statusCode(503).body("cause", equalTo("no_access_token"));
        fake.behaviour().answerTokens(reply -> {
            reply.remove("access_token");
            return Answer.json(200, reply);
        });

        clock.advance(Duration.ofSeconds(11));
        await().atMost(SOON).until(() -> failures(connection) == 2);
        fake.reset();
        clock.advance(Duration.ofMinutes(1));

        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(3));
    }

    private static Answer refused(String code, String description) {
        return Answer.json(400, Map.of("error", code, "error_description", description));
    }

    /** The document of the next version, after a refresh that kept the refresh token. */
    private CredentialDocument keeping(CredentialDocument document) {
        var grant = document.grant();
        var steady = new Grant(grant.material(), grant.scopes(), grant.permissions(), grant.expiresAt(), false);
        return document.refreshedWith(ids.next(), steady, document.authorizedAt());
    }

    private UUID lapsed() {
        var connection = seeds.connection(fake);
        clock.advance(LAPSE);
        fake.reset();
        return connection;
    }

    private ValidatableResponse rejected(UUID connection) {
        fake.next(Endpoint.TOKEN, REJECTED);
        return platform.read(connection);
    }

    private void putClient() {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "clientId", fake.behaviour().clientId(),
                        "clientSecret", fake.behaviour().clientSecret()))
                .put("/v1/providers/{id}/client", FakeProviderResource.REVOKES_GRANT)
                .then()
                .statusCode(200);
    }

    private void awaitRefusal(UUID connection, Reason reason) {
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefused.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.reason()).isEqualTo(reason)));
    }

    private int failures(UUID connection) {
        return Seeds.run(() -> Panache.withSession(() -> credentials.find(connection)))
                .orElseThrow()
                .trouble()
                .failures();
    }
}
