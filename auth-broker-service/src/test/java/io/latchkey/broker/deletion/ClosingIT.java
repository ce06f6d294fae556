package io.latchkey.broker.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ClosingIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What one provider may have at once, {@code latchkey.sweep.places-per-provider}. */
    private static final int PLACES = 20;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;
    Database database;
    Platform platform;

    @BeforeEach
    void callers() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        clock.reset();
        fake.reset();
    }

    @Test
    void theDestructionHasTheCorrelationIdOfTheRequest() {
        var connection = seeds.connection(fake);
        var correlation = "closing-" + ids.next();
        var log = LogLines.begin();

        platform.close(connection, false, correlation).statusCode(202);
        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        log.close();
        assertThat(log.texts("INFO", "credential destroyed connection=" + connection))
                .singleElement()
                .asString()
                .endsWith(" correlation=" + correlation);
    }

    @Test
    void aClosedConnectionIsRevokedAndDestroyed() {
        var connection = seeds.connection(fake);
        var refreshToken = refreshToken(connection);

        platform.close(connection, false).statusCode(202);
        platform.read(connection).statusCode(404);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(seeds.stored(connection)).isEmpty();
        assertThat(fake.received(Endpoint.REVOKE)).singleElement().satisfies(request -> {
            assertThat(request.form()).containsEntry("token", refreshToken);
            assertThat(request.form()).containsEntry("token_type_hint", "refresh_token");
        });
    }

    @Test
    void aRowWithValuesOfANewerReleaseIsDestroyedLikeOthers() throws SQLException {
        var connection = seeds.connection(fake);
        try (var sql = database.connect();
                var newer = sql.prepareStatement("update credential set refused_reason = 'OF_A_NEWER_RELEASE',"
                        + " feed_reason = 'OF_A_NEWER_RELEASE', refresh_outcome = 'OF_A_NEWER_RELEASE'"
                        + " where connection_id = ?")) {
            newer.setObject(1, connection);
            assertThat(newer.executeUpdate()).isEqualTo(1);
        }

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void closingAgainChangesNothingAndTellsNothingTwice() {
        var connection = seeds.connection(fake);

        platform.close(connection, false).statusCode(202);
        platform.close(connection, false).statusCode(202);
        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        platform.close(connection, false).statusCode(202);

        await().during(Duration.ofSeconds(1)).atMost(SOON).untilAsserted(() -> assertThat(
                        FactLog.of(connection, CredentialDestroyed.class))
                .hasSize(1));
    }

    @Test
    void aConnectionThatTheBrokerNeverKnewIsToldDestroyed() {
        var connection = ids.next();

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.UNSUPPORTED);
    }

    @Test
    void aGrantThatASiblingLivesOnIsLeft() {
        var connection = seeds.connection(fake);
        var sibling = seeds.connection(fake);

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.LEFT);
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        assertThat(seeds.stored(connection)).isEmpty();
        platform.refresh(sibling).statusCode(200);
    }

    @Test
    void forceRevokesEvenWhereASiblingLives() {
        var connection = seeds.connection(fake);
        var sibling = seeds.connection(fake);

        platform.close(connection, true).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(1);
        assertThat(seeds.stored(sibling)).isPresent();
    }

    @Test
    void whereARevocationEndsTheTokenOnlySiblingsDoNotMatter() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_TOKEN, "acme", null);
        var sibling = seeds.connection(fake, FakeProviderResource.REVOKES_TOKEN, "acme", null);

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(2);
        platform.refresh(sibling).statusCode(200);
    }

    @Test
    void aProviderThatIsDownIsAskedAgainAndNothingIsDestroyedMeanwhile() {
        var connection = seeds.connection(fake);
        fake.always(Endpoint.REVOKE, Answer.status(503));
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() >= 2);
        assertThat(seeds.stored(connection)).isPresent();

        fake.reset();

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void afterADayOfTryingItIsDestroyedAndSaysSo() {
        var connection = seeds.connection(fake);
        fake.always(Endpoint.REVOKE, Answer.status(503));
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> !fake.received(Endpoint.REVOKE).isEmpty());

        clock.advance(Duration.ofHours(25));

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.FALSE);
        assertThat(seeds.stored(connection)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 403, 404, 405})
    void aRefusalThatWillNotChangeIsGivenUpAfterAFewAttemptsAndReported(int status) {
        var connection = seeds.connection(fake);
        fake.always(Endpoint.REVOKE, Answer.status(status));

        platform.close(connection, false).statusCode(202);

        assertThat(destruction(connection)).isEqualTo(new Revocation(RevokedAtProvider.FALSE, "http_" + status));
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(3);
        assertThat(seeds.stored(connection)).isEmpty();
    }

    @Test
    void aRefusalAfterAnOutageIsNotFinal() {
        var connection = seeds.connection(fake);
        fake.always(Endpoint.REVOKE, Answer.status(503));
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() >= 3);
        fake.reset();
        fake.next(Endpoint.REVOKE, Answer.status(404));

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void aTokenThatTheProviderDoesNotKnowAnyMoreIsReportedAsGone() {
        var connection = seeds.connection(fake);
        fake.always(Endpoint.REVOKE, Answer.oauthError(400, "invalid_token"));

        platform.close(connection, false).statusCode(202);

        assertThat(destruction(connection)).isEqualTo(new Revocation(RevokedAtProvider.TRUE, "already_gone"));
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(1);
    }

    @Test
    void aClientThatIsRefusedIsTheOperatorsFaultAndTriedAgain() {
        var connection = seeds.connection(fake);
        fake.always(Endpoint.REVOKE, Answer.oauthError(401, "invalid_client"));
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() > 3);

        fake.reset();

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void aRefreshThatRunsWhenItsConnectionIsDeletedIsRevokedToo() {
        var connection = seeds.connection(fake);
        fake.reset();
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var refresh =
                CompletableFuture.supplyAsync(() -> platform.refresh(connection).extract());
        await().atMost(SOON).until(() -> fake.received(Endpoint.TOKEN).size() == 1);

        platform.close(connection, false).statusCode(202);
        platform.read(connection).statusCode(404);
        released.countDown();

        assertThat(refresh.join().statusCode()).isEqualTo(404);
        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(seeds.stored(connection)).isEmpty();
    }

    @Test
    void aSealedVaultDelaysTheDestructionOnly() {
        var connection = seeds.connection(fake);
        vault.seal();
        try {
            platform.close(connection, false).statusCode(202);
            platform.read(connection).statusCode(404);
        } finally {
            vault.unseal();
        }
        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void aProviderThatDoesNotAnswerDelaysOnlyItsOwnDeletions() {
        var slow = IntStream.range(0, 3 * PLACES)
                .mapToObj(i -> ofAnAccountOfItsOwn())
                .toList();
        fake.behaviour().signIn("account-" + ids.next());
        var unrelated = seeds.connection(fake, FakeProviderResource.REVOKES_TOKEN, "acme", null);
        var released = new CountDownLatch(1);
        fake.always(Endpoint.REVOKE, exchange -> (exchange.getRequestURI().getQuery() == null
                        ? Answer.status(200)
                        : Answer.status(200).after(released))
                .to(exchange));
        try {
            slow.forEach(connection -> platform.close(connection, false).statusCode(202));
            await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() >= PLACES);
            platform.close(unrelated, false).statusCode(202);

            assertThat(destroyed(unrelated)).isEqualTo(RevokedAtProvider.TRUE);
            assertThat(fake.received(Endpoint.REVOKE)).hasSizeLessThan(3 * PLACES);
        } finally {
            released.countDown();
        }
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() > 3 * PLACES);
        assertThat(destroyed(slow.get(slow.size() - 1))).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void aDeletionAtAProviderThatThisReplicaDoesNotKnowIsLeftToOthersForAWhile() throws SQLException {
        var connection = seeds.connection(fake);
        try (var sql = database.connect();
                var update = sql.prepareStatement("update credential set provider = ? where connection_id = ?")) {
            update.setString(1, "of-a-newer-catalog");
            update.setObject(2, connection);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        platform.close(connection, false).statusCode(202);

        await().during(Duration.ofSeconds(3)).atMost(SOON).untilAsserted(() -> assertThat(seeds.stored(connection))
                .isPresent());
        clock.advance(Duration.ofMinutes(2));

        assertThat(destroyed(connection)).isNotNull();
        assertThat(seeds.stored(connection)).isEmpty();
    }

    @Test
    void deletionsThatEndAtTheSameTimeRemoveTheirRowsAndHoldNoDatabaseConnection() throws SQLException {
        destroyedAndRemovedFromTheFeed(PLACES);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(count("select count(*) from credential where removed")).isZero();
            assertThat(count("select count(*) from pg_stat_activity where datname = current_database()"
                            + " and state like 'idle in transaction%' and state_change < now() - interval '2 seconds'"))
                    .isZero();
        });
    }

    /** Connections that wait for nothing but their last destruction, which is due now. */
    private void destroyedAndRemovedFromTheFeed(int connections) throws SQLException {
        try (var sql = database.connect();
                var insert = sql.createStatement()) {
            var rows = insert.executeUpdate("""
                    insert into credential (connection_id, tenant, provider, feed_sequence, closed_at, destroyed_at,
                        due_at, removed)
                    select gen_random_uuid(), 'acme', '%s', 1, now(), now(), now() - interval '1 second', true
                    from generate_series(1, %d)""".formatted(FakeProviderResource.REVOKES_GRANT, connections));
            assertThat(rows).isEqualTo(connections);
        }
    }

    private long count(String query) throws SQLException {
        try (var sql = database.connect();
                var statement = sql.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private UUID ofAnAccountOfItsOwn() {
        fake.behaviour().signIn("account-" + ids.next());
        return seeds.connection(fake, FakeProviderResource.REVOKES_APART, "acme", null);
    }

    @Test
    void aPreviewSaysWhatWouldBeRevokedAndWhoSharesIt() {
        var connection = seeds.connection(fake);
        preview(connection, "acme")
                .statusCode(200)
                .body("expected.revokedAtProvider", equalTo("true"))
                .body("endsAllAccess", equalTo(true))
                .body("siblings", empty());

        var sibling = seeds.connection(fake);
        preview(connection, "acme")
                .statusCode(200)
                .body("expected.revokedAtProvider", equalTo("left"))
                .body("siblings", contains(sibling.toString()));
        preview(connection, "globex").statusCode(404);
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        platform.close(sibling, false).statusCode(202);
        preview(connection, "acme").body("expected.revokedAtProvider", equalTo("true"));
        preview(sibling, "acme").statusCode(404);
    }

    @Test
    void aPreviewOfATokenOrOfNothingSaysSo() {
        preview(ofAnAccountOfItsOwn(), "acme").statusCode(200).body("endsAllAccess", equalTo(false));
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();
        var pending = ids.next();
        Consents.post(platform, "", Consents.request(pending)).statusCode(201);

        preview(pending, "acme")
                .statusCode(200)
                .body("expected.revokedAtProvider", equalTo("unsupported"))
                .body("expected.reason", equalTo("no_credential"));
    }

    private ValidatableResponse preview(UUID connection, String tenant) {
        return platform.connectionService()
                .body(Map.of("connectionId", connection, "tenant", tenant))
                .post("/internal/v1/closings/previews")
                .then();
    }

    @Test
    void anotherTenantsConnectionIsNotFound() {
        var connection = seeds.connection(fake);

        closing(Map.of("connectionId", connection, "tenant", "globex", "force", false), 404, "not-found");
        platform.read(connection).statusCode(200);
    }

    @Test
    void aRequestThatMakesNoSenseIsRefusedByName() {
        closing(Map.of("tenant", "acme"), 400, "invalid-request");
        closing(Map.of("connectionId", ids.next(), "tenant", "../x"), 400, "invalid-request");
        closing(Map.of("connectionId", "no-uuid", "tenant", "acme"), 400, "invalid-request");
        platform.worker()
                .contentType("application/json")
                .body("{}")
                .post("/internal/v1/closings")
                .then()
                .statusCode(403);
        platform.verifierService()
                .body("{}")
                .post("/internal/v1/closings")
                .then()
                .statusCode(403);
    }

    private void closing(Map<String, Object> body, int status, String type) {
        platform.connectionService()
                .body(body)
                .post("/internal/v1/closings")
                .then()
                .statusCode(status)
                .body("type", equalTo("urn:latchkey:problem:" + type));
    }

    private RevokedAtProvider destroyed(UUID connection) {
        return destruction(connection).revokedAtProvider();
    }

    private Revocation destruction(UUID connection) {
        await().atMost(SOON)
                .until(() -> !FactLog.of(connection, CredentialDestroyed.class).isEmpty());
        return FactLog.of(connection, CredentialDestroyed.class).get(0).revocation();
    }

    private String refreshToken(UUID connection) {
        return seeds.tokens(connection).refreshToken().reveal();
    }
}
