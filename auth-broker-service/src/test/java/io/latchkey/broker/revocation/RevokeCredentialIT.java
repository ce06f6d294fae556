package io.latchkey.broker.revocation;

import static io.latchkey.broker.consent.Consents.atReturnUrl;
import static io.latchkey.broker.consent.Consents.consent;
import static io.latchkey.broker.consent.Consents.upToCallback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.revocation.LiveGrants.Use;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.hash.TokenHasher;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Behaviour.Reissue;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is given back, what must not be, and what becomes of a grant at bad moments. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class RevokeCredentialIT {
    private static final String PROVIDER = FakeProviderResource.REVOKES_TOKEN;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int AT_ONCE = 12;

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    PendingRevocations pendingRevocations;

    @Inject
    LiveGrants liveGrants;

    @Inject
    Authorizations authorizations;

    @Inject
    HeldCredentials heldCredentials;

    @Inject
    TokenHasher hasher;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;
    Database database;

    private final Browser browser = new Browser();
    private Platform platform;

    /** What other tests have left would reach the provider as soon as the clock is advanced. */
    @BeforeEach
    void nothingElseIsDue() throws SQLException {
        try (var sql = database.connect();
                var statement = sql.createStatement()) {
            statement.execute("delete from pending_revocation");
            statement.execute("update credential set due_at = null where due_at is not null");
            statement.execute(
                    "update authorization_attempt set held_credential = null where held_credential is not null");
        }
    }

    @BeforeEach
    void anAccountOfItsOwn() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        clock.reset();
        fake.reset();
        fake.behaviour().reissues(Reissue.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFRESH_TOKEN", "BOTH_TOKENS"})
    void anAbandonedReauthorizationLeavesATokenThatTheConnectionHolds(Reissue reissue) {
        fake.behaviour().reissues(reissue);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        assertThat(consent(consents.begin(platform, connection, PROVIDER)).code())
                .isPresent();

        clock.advance(Duration.ofMinutes(11));

        assertLeft(forgotten(connection).revocation());
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        platform.refresh(connection).statusCode(200);
    }

    @Test
    void anAbandonedReauthorizationLeavesATokenThatTheConnectionHasSpentSince() {
        fake.behaviour().reissues(Reissue.BOTH_TOKENS);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        assertThat(consent(consents.begin(platform, connection, PROVIDER)).code())
                .isPresent();
        for (int i = 0; i < 12; i++) {
            platform.refresh(connection).statusCode(200);
            clock.advance(Duration.ofSeconds(31));
        }

        clock.advance(Duration.ofMinutes(11));

        assertLeft(forgotten(connection).revocation());
        platform.refresh(connection).statusCode(200);
    }

    @Test
    void aCredentialThatWasReplacedByTheSameTokensIsLeft() {
        fake.behaviour().reissues(Reissue.BOTH_TOKENS);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        var again = consents.begin(platform, connection, PROVIDER);

        consents.complete(platform, again, consent(again).code().orElseThrow()).statusCode(200);

        var fact = forgotten(connection);
        assertThat(fact.cause()).isEqualTo("replaced");
        assertLeft(fact.revocation());
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        platform.refresh(connection).statusCode(200);
    }

    @Test
    void theDeletionOfASiblingLeavesATokenThatAnotherConnectionHolds() {
        fake.behaviour().reissues(Reissue.BOTH_TOKENS);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        var sibling = seeds.connection(fake, PROVIDER, "globex", null);

        platform.close(connection, false).statusCode(202);

        assertLeft(destroyed(connection));
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        assertThat(accessTokenOf(sibling, "globex")).matches(fake.behaviour()::accepts);
    }

    @Test
    void theDeletionLeavesAGrantThatServesAConnectionOfAnotherProvider() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_GRANT, "acme", null);
        var sibling = seeds.connection(fake, FakeProviderResource.ROTATES, "globex", null);

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection))
                .isEqualTo(new Revocation(RevokedAtProvider.LEFT, "shared_with_live_connection"));
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        assertThat(accessTokenOf(sibling, "globex")).matches(fake.behaviour()::accepts);
    }

    @Test
    void anEndpointThatFailsForTheRefreshTokenIsStillAskedForTheAccessToken() {
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        fake.next(Endpoint.REVOKE, Answer.status(500));

        platform.close(connection, false).statusCode(202);

        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() >= 2);
        assertThat(fake.received(Endpoint.REVOKE).subList(0, 2))
                .extracting(request -> request.form().get("token_type_hint"))
                .containsExactly("refresh_token", "access_token");
        assertThat(destroyed(connection).revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void theDeletionOfASiblingLeavesATokenThatAConsentWaitsToRedeem() {
        fake.behaviour().reissues(Reissue.BOTH_TOKENS);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        var other = consents.begin(platform, ids.next(), PROVIDER);
        var code = consent(other).code().orElseThrow();

        platform.close(connection, false).statusCode(202);

        assertLeft(destroyed(connection));
        consents.complete(platform, other, code).statusCode(200);
        platform.refresh(other.connection()).statusCode(200);
    }

    @Test
    void aForcedDeletionRevokesEvenATokenThatASiblingHolds() {
        fake.behaviour().reissues(Reissue.BOTH_TOKENS);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        var sibling = seeds.connection(fake, PROVIDER, "acme", null);

        platform.close(connection, true).statusCode(202);

        assertThat(destroyed(connection).revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(accessTokenOf(sibling, "acme"))
                .matches(token -> !fake.behaviour().accepts(token));
    }

    @Test
    void aForcedDeletionLeavesTheGrantOfAnAccountThatIsNotOnRecord() {
        var sibling = seeds.connection(fake, FakeProviderResource.REVOKES_GRANT, "globex", null);
        var refused = seeds.document(fake, FakeProviderResource.REVOKES_GRANT);
        fake.behaviour().signIn("account-" + ids.next());
        var connection = seeds.connection(fake);

        platform.close(connection, true).statusCode(202);
        keep(connection, refused, Cause.ACCOUNT_CHANGED);

        assertThat(forgotten(connection).revocation())
                .isEqualTo(new Revocation(RevokedAtProvider.LEFT, "shared_with_live_connection"));
        assertThat(accessTokenOf(sibling, "globex")).matches(fake.behaviour()::accepts);
    }

    @Test
    void revocationsThatEndAtTheSameTimeAreAllForgotten() throws SQLException {
        var released = new CountDownLatch(1);
        fake.always(Endpoint.REVOKE, Answer.status(200).after(released));
        var connections = Stream.generate(ids::next).limit(AT_ONCE).toList();
        for (var connection : connections) {
            fake.behaviour().signIn("account-" + ids.next());
            keep(connection, seeds.document(fake, PROVIDER), Cause.DELETED);
        }
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() >= AT_ONCE);

        released.countDown();

        connections.forEach(
                connection -> assertThat(forgotten(connection).revocation().revokedAtProvider())
                        .isEqualTo(RevokedAtProvider.TRUE));
    }

    @Test
    void aConsentWaitsForASlowRevocationOfTheSameAccount() {
        var connection = seeds.connection(fake);
        var callback = upToCallback(browser, consents.begin(platform, ids.next()));
        var released = new CountDownLatch(1);
        fake.next(Endpoint.REVOKE, Answer.status(200).after(released));
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() == 1);

        var page = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        await().atMost(SOON).until(() -> !fake.received(Endpoint.USERINFO).isEmpty());
        clock.advance(Duration.ofSeconds(20));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> !page.isDone());
        released.countDown();

        assertThat(Return.of(page.join().uri()).status()).isEqualTo("consented");
    }

    @Test
    void aCopyIsGivenBackInTimeAlthoughTheConnectionsDocumentCannotBeRead() throws SQLException {
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        execute("update credential set version = version + 2 where connection_id = ?", connection);
        keep(connection, seeds.document(fake, PROVIDER), Cause.REPLACED);

        clock.advance(Duration.ofHours(25));

        assertThat(forgotten(connection).revocation().revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void anExchangeThatARevocationOfItsGrantOvertookIsNotKept() {
        var connection = seeds.connection(fake);
        var begun = consents.begin(platform, ids.next());
        var callback = upToCallback(browser, begun);
        var released = new CountDownLatch(1);
        fake.next(Endpoint.REVOKE, exchange -> {
            awaitQuietly(released);
            fake.behaviour().withdrawAll();
            exchange.sendResponseHeaders(200, -1);
        });
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() == 1);

        var page = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        await().atMost(SOON).until(() -> !fake.received(Endpoint.USERINFO).isEmpty());
        released.countDown();

        assertThat(Return.of(page.join().uri()).status()).isEqualTo("provider_error");
        assertThat(destroyed(connection).revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void aConnectionThatIsDeletedDuringAnExchangeLeavesNothingAtTheProvider() throws SQLException {
        var slow = slowExchange();

        platform.close(slow.begun().connection(), false).statusCode(202);
        awaitDestroyed(slow.begun().connection());
        slow.released().countDown();

        assertThat(slow.status()).isEqualTo("closed");
        assertGivenBack(slow.begun());
    }

    @Test
    void aConnectionThatVanishedDuringAnExchangeLeavesNothingAtTheProvider() throws SQLException {
        var slow = slowExchange();

        platform.close(slow.begun().connection(), false).statusCode(202);
        awaitDestroyed(slow.begun().connection());
        execute("delete from credential where connection_id = ?", slow.begun().connection());
        slow.released().countDown();

        assertThat(slow.status()).isEqualTo("closed");
        assertGivenBack(slow.begun());
    }

    @Test
    void whatAnAuthorizationThatIsGoneBroughtLeavesNothingAtTheProvider() throws SQLException {
        var slow = slowExchange();

        platform.close(slow.begun().connection(), false).statusCode(202);
        awaitDestroyed(slow.begun().connection());
        execute("delete from credential where connection_id = ?", slow.begun().connection());
        execute("delete from authorization_attempt where id = ?", slow.begun().id());
        slow.released().countDown();

        assertThat(slow.status()).isEqualTo("closed");
        assertGivenBack(slow.begun());
    }

    @Test
    void aProviderThatIsAwayIsAskedAgainForWhatALateExchangeBrought() throws SQLException {
        var slow = slowExchange();
        platform.close(slow.begun().connection(), false).statusCode(202);
        awaitDestroyed(slow.begun().connection());
        fake.next(Endpoint.REVOKE, Answer.status(503));
        fake.next(Endpoint.REVOKE, Answer.cut());

        slow.released().countDown();

        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() >= 4);
        assertGivenBack(slow.begun());
    }

    @Test
    void aCopyThatCannotBeRevokedHoldsUpNothingAndIsGivenUpInTime() throws SQLException {
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        var live = seeds.stored(connection).orElseThrow().document();
        keep(connection, issuedTo("a-client-that-was-dropped", seeds.document(fake, PROVIDER)), Cause.REPLACED);

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection).revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(OAuth2Tokens.of(live.material()).accessToken().reveal())
                .matches(token -> !fake.behaviour().accepts(token));
        assertThat(pending(connection)).isEqualTo(1);

        clock.advance(Duration.ofHours(25));

        assertThat(forgotten(connection).revocation())
                .isEqualTo(new Revocation(RevokedAtProvider.FALSE, "client_unknown"));
        assertThat(pending(connection)).isZero();
    }

    @Test
    void whatAWriterStoredAfterTheDestructionIsGivenBackToo() {
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        platform.close(connection, false).statusCode(202);
        assertThat(destroyed(connection)).isNotNull();
        var late = seeds.document(fake, PROVIDER);
        seeds.storeOnly(connection, late, 0);

        clock.advance(Duration.ofMinutes(2));

        assertThat(forgotten(connection).cause()).isEqualTo("deleted");
        assertThat(OAuth2Tokens.of(late.material()).accessToken().reveal())
                .matches(token -> !fake.behaviour().accepts(token));
        assertThat(seeds.stored(connection)).isEmpty();
    }

    @Test
    void whatWasRevokedIsNotRevokedAgainWhenDestroyingFails() {
        var connection = seeds.connection(fake);
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.REVOKE, released);
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() == 1);

        vault.seal();
        try {
            released.countDown();
            await().atMost(SOON).until(() -> attempts(connection) > 0);
        } finally {
            vault.unseal();
        }

        assertThat(destroyed(connection).revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(1);
    }

    @Test
    void aProviderThatAsksForTimeGetsIt() {
        var connection = seeds.connection(fake);
        fake.next(Endpoint.REVOKE, Answer.busy(Duration.ofHours(1)));
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() == 1);

        clock.advance(Duration.ofMinutes(58));
        var other = ids.next();
        platform.close(other, false).statusCode(202);
        assertThat(destroyed(other)).as("deleted by a later sweep").isNotNull();
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(1);
        clock.advance(Duration.ofMinutes(3));

        assertThat(destroyed(connection).revokedAtProvider()).isEqualTo(RevokedAtProvider.TRUE);
    }

    @Test
    void anAccessTokenThatHasEndedIsRefreshedOnceToRevokeTheGrantByIt() throws SQLException {
        var connection = revokedByBearer();
        clock.advance(Duration.ofMinutes(6));
        fake.next(Endpoint.REVOKE, Answer.status(503));

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(new Revocation(RevokedAtProvider.TRUE, null));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(2);
        assertThat(pending(connection)).isZero();
    }

    @Test
    void anAccessTokenThatTurnsOutToHaveEndedIsRefreshedToo() {
        var connection = revokedByBearer();
        fake.next(Endpoint.REVOKE, Answer.status(401));

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(new Revocation(RevokedAtProvider.TRUE, null));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aCopyWhoseAccessTokenHasEndedIsRefreshedToo() throws SQLException {
        var connection = revokedByBearer();
        var copy = seeds.document(fake, FakeProviderResource.REVOKES_BY_BEARER);
        fake.reset();
        execute("update credential set account_id = 'another' where connection_id = ?", connection);
        clock.advance(Duration.ofMinutes(6));
        fake.next(Endpoint.REVOKE, Answer.status(503));

        keep(connection, copy, Cause.ACCOUNT_CHANGED);

        assertThat(forgotten(connection).revocation()).isEqualTo(new Revocation(RevokedAtProvider.TRUE, null));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aGrantThatCannotBeRefreshedToRevokeItIsReportedAsNotRevoked() {
        var connection = revokedByBearer();
        fake.behaviour().withdrawAll();
        clock.advance(Duration.ofMinutes(6));

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(new Revocation(RevokedAtProvider.FALSE, "access_token_ended"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    private UUID revokedByBearer() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_BY_BEARER, "acme", null);
        fake.reset();
        return connection;
    }

    @Test
    void aSlowRevocationHoldsUpNoRefresh() {
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        assertThat(consent(consents.begin(platform, connection, PROVIDER)).code())
                .isPresent();
        var released = new CountDownLatch(1);
        fake.next(Endpoint.REVOKE, Answer.status(200).after(released));
        clock.advance(Duration.ofMinutes(11));
        await().atMost(SOON).until(() -> fake.received(Endpoint.REVOKE).size() == 1);

        var refresh = CompletableFuture.supplyAsync(
                () -> platform.refresh(connection).extract().statusCode());

        assertThat(refresh).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(200);
        assertThat(fake.received(Endpoint.REVOKE)).hasSize(1);
        released.countDown();
    }

    static Stream<Answer> noIdentity() {
        return Stream.of(
                Answer.status(500),
                Answer.status(401),
                Answer.cut(),
                Answer.json(200, Map.of("sub", "")),
                Answer.json(200, Map.of("email", "ada@fake.example")),
                Answer.text(200, "text/html", "<html>"));
    }

    @ParameterizedTest
    @MethodSource("noIdentity")
    void aGrantWhoseAccountIsNotToldIsGivenBack(Answer identity) throws SQLException {
        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        var callback = upToCallback(browser, begun);
        fake.always(Endpoint.USERINFO, identity);

        var page = browser.open(callback, atReturnUrl());

        assertThat(Return.of(page.uri()).status()).isEqualTo("provider_error");
        assertGivenBack(begun);
        assertThat(forgotten(begun.connection()).revocation().revokedAtProvider())
                .isEqualTo(RevokedAtProvider.TRUE);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                unusable("no access token, and the refresh fails", "access_token", reply -> Answer.json(200, reply)),
                unusable("an error", "refresh_token", reply -> {
                    reply.put("error", "nope");
                    return Answer.json(200, reply);
                }),
                unusable("a status", "refresh_token", reply -> Answer.json(500, reply)),
                unusable("no access token, and a status", "access_token", reply -> Answer.json(400, reply)),
                unusable("cut", "refresh_token", Answer::brokenOff));
    }

    private static Arguments unusable(String name, String missing, Function<Map<String, Object>, Answer> form) {
        return Arguments.of(name, missing, form);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void whatAnExchangeThatCannotBeUsedBroughtIsGivenBack(
            String name, String missing, Function<Map<String, Object>, Answer> form) throws SQLException {
        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        var callback = upToCallback(browser, begun);
        var token = new AtomicReference<String>();
        fake.behaviour().answerTokens(reply -> {
            fake.next(Endpoint.TOKEN, Answer.status(500));
            reply.remove(missing);
            token.set((String) reply.getOrDefault("refresh_token", reply.get("access_token")));
            return form.apply(reply);
        });

        var page = browser.open(callback, atReturnUrl());

        assertThat(Return.of(page.uri()).status()).isEqualTo("provider_error");
        assertThat(forgotten(begun.connection()).revocation().revokedAtProvider())
                .isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.REVOKE))
                .extracting(request -> request.form().get("token"))
                .contains(token.get());
        assertThat(pending(begun.connection())).isZero();
    }

    @Test
    void aGrantWhoseAccountIsNotToldIsLeftWhereItsTokenIsTheConnections() {
        fake.behaviour().reissues(Reissue.BOTH_TOKENS);
        var connection = seeds.connection(fake, PROVIDER, "acme", null);
        var callback = upToCallback(browser, consents.begin(platform, connection, PROVIDER));
        fake.always(Endpoint.USERINFO, Answer.status(500));

        assertThat(Return.of(browser.open(callback, atReturnUrl()).uri()).status())
                .isEqualTo("provider_error");

        assertLeft(forgotten(connection).revocation());
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        platform.refresh(connection).statusCode(200);
    }

    @Test
    void aGrantWhoseReplicaDiedBeforeTheAccountWasKnownIsGivenBack() throws SQLException {
        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        assertThat(upToCallback(browser, begun)).isNotNull();
        var document = broughtBy(begun, seeds.document(fake, PROVIDER));
        Seeds.carryOut(() -> hasher.of(document.material()).chain(hashes -> heldCredentials
                .seal(document)
                .chain(ciphertext -> Panache.withTransaction(() -> authorizations
                        .consume(begun.id(), OneTimeToken.mint(), clock.instant())
                        .invoke(first -> assertThat(first).isTrue())
                        .chain(() -> authorizations.hold(begun.id(), ciphertext, hashes))))));

        clock.advance(Duration.ofMinutes(3));

        assertThat(forgotten(begun.connection()).revocation().revokedAtProvider())
                .isEqualTo(RevokedAtProvider.TRUE);
        assertThat(OAuth2Tokens.of(document.material()).accessToken().reveal())
                .matches(token -> !fake.behaviour().accepts(token));
        assertThat(pending(begun.connection())).isZero();
    }

    @Test
    void aGrantThatComesWhileVaultIsSealedIsGivenBackOnceItIsNot() throws SQLException {
        var slow = slowExchange();
        vault.seal();
        try {
            slow.released().countDown();
            assertThat(slow.status()).isEqualTo("provider_error");
        } finally {
            vault.unseal();
        }

        assertGivenBack(slow.begun());
    }

    @Test
    void aGrantThatACompletionMovesIsSeenAllTheWhile() throws Exception {
        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        assertThat(consent(begun).code()).isPresent();
        var document = seeds.document(fake, PROVIDER);
        var over = new AtomicBoolean();
        var moves = CompletableFuture.runAsync(() -> moveToAndFro(begun, document, over));

        var uses = new ArrayList<Use>();
        for (int i = 0; i < 200; i++) {
            uses.add(Seeds.run(
                    () -> Panache.withSession(() -> liveGrants.useOf(document, new TokenHashes("none", null)))));
        }
        over.set(true);
        moves.join();

        assertThat(uses).containsOnly(Use.SAME_ACCOUNT);
    }

    private void moveToAndFro(Begun begun, CredentialDocument document, AtomicBoolean over) {
        try (var sql = database.connect()) {
            sql.setAutoCommit(false);
            for (boolean completed = true; !over.get() || completed; completed = !completed) {
                try (var row = sql.prepareStatement(
                                "update credential set client_id = ?, account_id = ? where connection_id = ?");
                        var attempt = sql.prepareStatement(
                                "update authorization_attempt set held_credential = ? where id = ?")) {
                    row.setString(1, completed ? document.clientId() : null);
                    row.setString(2, completed ? document.accountId().orElseThrow() : null);
                    row.setObject(3, begun.connection());
                    attempt.setString(1, completed ? null : "ciphertext");
                    attempt.setObject(2, begun.id());
                    assertThat(row.executeUpdate() + attempt.executeUpdate()).isEqualTo(2);
                }
                sql.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(UUID connection, CredentialDocument document, Cause cause) {
        Seeds.carryOut(() -> pendingRevocations.add(new ConnectionPath("acme", connection), document, cause));
    }

    private static CredentialDocument issuedTo(String clientId, CredentialDocument document) {
        var client = ClientRef.ofInstallation(clientId);
        return copy(document, document.authorizationId(), client, document.account());
    }

    private static CredentialDocument broughtBy(Begun begun, CredentialDocument document) {
        return copy(document, begun.id(), document.client(), null);
    }

    private static CredentialDocument copy(
            CredentialDocument document, UUID authorization, ClientRef client, Account account) {
        return new CredentialDocument(
                document.generation(),
                authorization,
                document.writeId(),
                document.provider(),
                document.method(),
                client,
                account,
                document.modules(),
                document.authorizedAt(),
                document.grant(),
                null,
                document.origin(),
                Map.of(),
                null);
    }

    /** A consent whose code the provider has taken, and for which it has not answered yet. */
    private record SlowExchange(Begun begun, CountDownLatch released, CompletableFuture<Page> page) {
        String status() {
            return Return.of(page.join().uri()).status();
        }
    }

    /** Asks the table, which is quicker than the facts: the provider's time-out is running. */
    private void awaitDestroyed(UUID connection) {
        await().pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> isDestroyed(connection));
    }

    private boolean isDestroyed(UUID connection) throws SQLException {
        try (var sql = database.connect();
                var query = sql.prepareStatement(
                        "select 1 from credential where connection_id = ? and destroyed_at is not null")) {
            query.setObject(1, connection);
            return query.executeQuery().next();
        }
    }

    private SlowExchange slowExchange() {
        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        URI callback = upToCallback(browser, begun);
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var page = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        await().atMost(SOON).until(() -> fake.received(Endpoint.TOKEN).size() == 1);
        return new SlowExchange(begun, released, page);
    }

    /** Both tokens were revoked, and nothing is kept. */
    private void assertGivenBack(Begun begun) throws SQLException {
        await().atMost(SOON).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .extracting(request -> request.form().get("token_type_hint"))
                .contains("refresh_token", "access_token"));
        await().atMost(SOON)
                .until(() -> count(
                                "select count(*) from authorization_attempt where connection_id = ?"
                                        + " and (held_credential is not null or flow_kept is not null or ended_at is null)",
                                begun.connection())
                        == 0);
        await().atMost(SOON).until(() -> pending(begun.connection()) == 0);
    }

    private static void assertLeft(Revocation revocation) {
        assertThat(revocation).isEqualTo(new Revocation(RevokedAtProvider.LEFT, "same_token_in_use"));
    }

    private CredentialForgotten forgotten(UUID connection) {
        await().atMost(SOON)
                .until(() -> !FactLog.of(connection, CredentialForgotten.class).isEmpty());
        return FactLog.of(connection, CredentialForgotten.class).get(0);
    }

    private Revocation destroyed(UUID connection) {
        await().atMost(SOON)
                .until(() -> !FactLog.of(connection, CredentialDestroyed.class).isEmpty());
        return FactLog.of(connection, CredentialDestroyed.class).get(0).revocation();
    }

    private String accessTokenOf(UUID connection, String tenant) {
        return seeds.tokens(connection, tenant).accessToken().reveal();
    }

    private int pending(UUID connection) throws SQLException {
        return count("select count(*) from pending_revocation where connection_id = ?", connection);
    }

    private int attempts(UUID connection) throws SQLException {
        return count("select attempts from credential where connection_id = ?", connection);
    }

    private int count(String query, UUID id) throws SQLException {
        try (var sql = database.connect();
                var statement = sql.prepareStatement(query)) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private void execute(String command, UUID id) throws SQLException {
        try (var sql = database.connect();
                var statement = sql.prepareStatement(command)) {
            statement.setObject(1, id);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
