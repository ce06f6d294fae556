package io.latchkey.broker.refresh.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a replica leaves that has died in the middle of a refresh. Nobody reads the credential. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ResumeRefreshesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Seeds seeds;

    @Inject
    Pool pool;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    /** The refresh token that the last refresh has brought. */
    private final AtomicReference<String> brought = new AtomicReference<>();

    @BeforeEach
    void callers() {
        fake.reset();
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        fake.reset();
    }

    @Test
    void aRefreshThatADeadReplicaHasSentIsSentAgain() {
        var connection = seeds.connection(fake);
        fake.reset();

        diedInRefresh(connection, 1, "-1 second");

        await().atMost(SOON).until(() -> leases(connection) == 0);
        assertThat(seeds.stored(connection).orElseThrow().version()).isEqualTo(2);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .hasSize(1));
    }

    @Test
    void aRefreshWhoseResponseTheDeadReplicaHasStoredIsRecordedAndNotSentAgain() {
        var connection = seeds.connection(fake);
        var document = seeds.stored(connection).orElseThrow().document();
        seeds.storeOnly(connection, document.refreshedWith(ids.next(), document.grant(), document.authorizedAt()), 1);
        fake.reset();

        diedInRefresh(connection, 1, "-1 second");

        await().atMost(SOON).until(() -> leases(connection) == 0);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .hasSize(1));
    }

    @Test
    void whatAReplicaWorksOnIsLeftToIt() {
        var connection = seeds.connection(fake);
        fake.reset();

        diedInRefresh(connection, 1, "1 minute");

        awaitSweeps();
        assertThat(leases(connection)).isOne();
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        assertThat(seeds.stored(connection).orElseThrow().version()).isOne();
    }

    @Test
    void aDeletedConnectionIsNotRefreshed() {
        var connection = ids.next();

        diedInRefresh(connection, 1, "-1 second");

        await().atMost(SOON).until(() -> leases(connection) == 0);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aDeletionRevokesWhatTheRefreshOfADeadReplicaBrings() {
        var connection = ofAnAccountOfItsOwn();

        diedInRefresh(connection, 1, "2 seconds");
        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(revokedTokens()).singleElement().isEqualTo(brought.get());
        assertThat(leases(connection)).isZero();
    }

    @Test
    void aDeletionRevokesWhatAnUnansweredRefreshBringsWhenItIsSentAgain() {
        var connection = ofAnAccountOfItsOwn();
        fake.next(Endpoint.TOKEN, Answer.cut());
        fake.next(Endpoint.TOKEN, Answer.cut());
        platform.refresh(connection).statusCode(503);

        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(3);
        assertThat(revokedTokens()).singleElement().isEqualTo(brought.get());
    }

    @Test
    void aDeletionDoesNotSendARefreshAgainThatWasSentTooLongAgo() {
        var connection = ofAnAccountOfItsOwn();
        var refreshToken = seeds.tokens(connection).refreshToken();

        diedInRefresh(connection, 1, "2 seconds", "-5 minutes");
        platform.close(connection, false).statusCode(202);

        assertThat(destroyed(connection)).isEqualTo(RevokedAtProvider.TRUE);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        assertThat(revokedTokens()).containsExactly(refreshToken.reveal());
        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
        assertThat(leases(connection)).isZero();
    }

    @Test
    void aRefreshThatCannotBeSentAgainNowIsNotForgottenWithinItsGrace() {
        var connection = seeds.connection(fake);
        fake.reset();
        seeds.forgetClients(FakeProviderResource.REVOKES_GRANT);

        diedInRefresh(connection, 1, "-1 second");

        awaitSweeps();
        assertThat(leases(connection)).isOne();
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();
        await().atMost(SOON).until(() -> leases(connection) == 0);
        assertThat(seeds.stored(connection).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aRefreshThatWasSentTooLongAgoIsInDoubtAndNotSentAgain() {
        var connection = seeds.connection(fake);
        fake.reset();

        diedInRefresh(connection, 1, "-1 second", "-5 minutes");

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialInDoubt.class))
                .hasSize(1));
        assertThat(leases(connection)).isZero();
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        assertThat(seeds.stored(connection).orElseThrow().version()).isOne();
    }

    @Test
    void whereRefreshesKeepTheRefreshTokenItIsNeverTooLate() {
        var connection = seeds.connection(fake);
        var document = seeds.stored(connection).orElseThrow().document();
        var grant = document.grant();
        var steady = new Grant(grant.material(), grant.scopes(), grant.permissions(), grant.expiresAt(), false);
        seeds.storeOnly(connection, document.refreshedWith(ids.next(), steady, document.authorizedAt()), 1);
        fake.reset();

        diedInRefresh(connection, 2, "-1 second", "-5 minutes");

        await().atMost(SOON).until(() -> leases(connection) == 0);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(seeds.stored(connection).orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void thatItsRefreshTokenIsSpentMayBeTheDeadReplicasDoing() {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.always(Endpoint.TOKEN, Answer.oauthError(400, "invalid_grant"));

        diedInRefresh(connection, 1, "-1 second");

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialInDoubt.class))
                .hasSize(1));
        assertThat(leases(connection)).isZero();
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void whatOnlyANewerCatalogKnowsIsLeftToTheReplicaThatHasIt() {
        var connection = seeds.connection(fake);
        seeds.storeOnly(connection, ofUnknownProvider(connection), 1);
        Seeds.carryOut(() -> pool.preparedQuery(
                        "update credential set keep_alive_at = now() + interval '30 days' where connection_id = $1")
                .execute(Tuple.of(connection)));
        fake.reset();

        diedInRefresh(connection, 2, "-1 second", "-5 minutes");

        await().atMost(SOON).until(() -> keptAlive(connection, 2));
        awaitSweeps();
        assertThat(leases(connection)).isOne();
        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
        Seeds.carryOut(() -> pool.preparedQuery("delete from lease where key = $1")
                .execute(Tuple.of(LeaseKey.connection(connection).value())));
    }

    private UUID ofAnAccountOfItsOwn() {
        fake.behaviour().signIn("account-" + ids.next());
        var connection = seeds.connection(fake);
        fake.reset();
        fake.behaviour().answerTokens(reply -> {
            brought.set((String) reply.get("refresh_token"));
            return Answer.json(200, reply);
        });
        return connection;
    }

    private RevokedAtProvider destroyed(UUID connection) {
        await().atMost(SOON)
                .until(() -> !FactLog.of(connection, CredentialDestroyed.class).isEmpty());
        return FactLog.of(connection, CredentialDestroyed.class)
                .get(0)
                .revocation()
                .revokedAtProvider();
    }

    private List<String> revokedTokens() {
        return fake.received(Endpoint.REVOKE).stream()
                .map(request -> request.form().get("token"))
                .toList();
    }

    private CredentialDocument ofUnknownProvider(UUID connection) {
        var document = seeds.stored(connection).orElseThrow().document();
        return new CredentialDocument(
                document.generation(),
                document.authorizationId(),
                ids.next(),
                "of-a-newer-release",
                document.method(),
                document.client(),
                document.account(),
                document.modules(),
                document.authorizedAt(),
                document.grant(),
                document.authorizedAt(),
                document.origin(),
                Map.of(),
                null);
    }

    private boolean keptAlive(UUID connection, long version) {
        return Seeds.run(() -> pool.preparedQuery("select 1 from credential where connection_id = $1 and version = $2"
                        + " and keep_alive_at is not null")
                .execute(Tuple.of(connection, version))
                .map(rows -> rows.size() == 1));
    }

    private void diedInRefresh(UUID connection, long version, String deadline) {
        diedInRefresh(connection, version, deadline, "0 seconds");
    }

    private void diedInRefresh(UUID connection, long version, String deadline, String sent) {
        Seeds.carryOut(() -> pool.preparedQuery(
                        "insert into lease (key, owner, deadline, refreshing_version, refresh_sent_at)"
                                + " values ($1, $2, now() + $3::text::interval, $4, now() + $5::text::interval)")
                .execute(Tuple.of(LeaseKey.connection(connection).value(), ids.next(), deadline, version, sent)));
    }

    /** Until two searches have ended that began after this call: each finds the lease of a connection without a row. */
    private void awaitSweeps() {
        for (var sweep = 0; sweep < 2; sweep++) {
            var other = ids.next();
            diedInRefresh(other, 1, "-1 second");
            await().atMost(SOON).until(() -> leases(other) == 0);
        }
    }

    private int leases(UUID connection) {
        return Seeds.run(() -> pool.preparedQuery("select 1 from lease where key = $1")
                .execute(Tuple.of(LeaseKey.connection(connection).value()))
                .map(rows -> rows.size()));
    }
}
