package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.vault.VaultFaults;
import io.latchkey.broker.secret.vault.VaultProxy;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a Vault that lags, breaks off or refuses does to credentials: nothing that lasts. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@WithTestResource(VaultProxy.class)
@ExtendWith(LeakCanary.class)
class UnsteadyVaultIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Seeds seeds;

    @Inject
    MovingClock clock;

    @Inject
    Pool pool;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;
    VaultFaults vault;
    Platform platform;

    @BeforeEach
    void callers() {
        fake.reset();
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        clock.reset();
        fake.reset();
        vault.reset();
    }

    @Test
    void aConnectionThatVaultClosesIsA503() {
        var connection = seeds.connection(fake);

        vault.connectionsClose();
        vaultUnavailable(connection);

        vault.reset();
        vault.responsesAreCut();
        vaultUnavailable(connection);

        vault.reset();
        platform.read(connection).statusCode(200);
    }

    @Test
    void aReadThatLagsBehindTheRowIsReadAgain() {
        var connection = seeds.connection(fake);
        platform.refresh(connection).statusCode(200);

        vault.readsLag(3);
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));

        assertThat(vault.hits()).isEqualTo(3);
    }

    @Test
    void aSpentRefreshTokenIsNeverSentHoweverLongReadsLag() {
        var connection = seeds.connection(fake);
        platform.refresh(connection).statusCode(200);
        clock.advance(Duration.ofMinutes(6));
        fake.reset();

        vault.readsLag(Integer.MAX_VALUE);
        vaultUnavailable(connection);

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aFirstVersionThatLagsIsNotTakenForNone() {
        var connection = seeds.connection(fake);

        vault.readsLag(2);

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
    }

    @Test
    void aWriteWhoseResponseIsLostIsRecognizedThoughReadsLag() {
        var connection = lapsed();

        var read = refreshAfter(
                () -> {
                    vault.writeLosesItsResponse();
                    vault.readsLag(3);
                },
                connection);

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.<Integer>path("credentialVersion")).isEqualTo(2);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(fake.behaviour().accepts(read.path("accessToken"))).isTrue();
    }

    @Test
    void noRefreshIsSentToAProviderWhileVaultIsReadOnly() {
        var connection = seeds.connection(fake);
        fake.reset();
        vault.isReadOnly();
        clock.advance(Duration.ofMinutes(4).plusSeconds(30));

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));
        clock.advance(Duration.ofMinutes(2));
        vaultUnavailable(connection);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();

        vault.reset();
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void aForcedRefreshThatVaultPreventsDoesNotCount() {
        var connection = seeds.connection(fake);
        vault.isReadOnly();
        clock.advance(Duration.ofSeconds(11));
        platform.refresh(connection).statusCode(503);

        vault.reset();

        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void aForcedRefreshAsksOnceWhetherItsResponseCanBeStored() {
        var connection = seeds.connection(fake);
        vault.reset();

        platform.refresh(connection).statusCode(200);

        assertThat(vault.capabilityQueries()).isOne();
    }

    @Test
    void noRefreshIsSentToAProviderWhileThePolicyForbidsToStoreItsResponse() {
        var connection = seeds.connection(fake);
        platform.refresh(connection).statusCode(200);
        clock.advance(Duration.ofMinutes(6));
        fake.reset();

        vault.mayOnlyRead();
        try {
            vaultUnavailable(connection);
        } finally {
            vault.mayWrite();
        }

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(3));
    }

    @Test
    void whatARefreshBroughtIsStoredThoughAnotherReplicaHeldTheLeaseMeanwhile() {
        var connection = lapsed();
        vault.writesAreRefused();
        var log = LogLines.begin();

        var read = refreshWith(
                () -> {
                    await().atMost(SOON).until(() -> vault.hits() > 0);
                    execute(
                            "delete from lease where key = $1",
                            LeaseKey.connection(connection).value());
                    await().atMost(SOON).until(() -> log.count("WARN", "lease lost") == 1);
                    vault.reset();
                },
                connection);
        log.close();

        assertThat(read.statusCode()).isEqualTo(200);
        assertStored(connection, 2);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void theResponseToTheRefreshThatWasSentLaterStays() {
        var connection = lapsed();
        var base = seeds.stored(connection).orElseThrow().document();

        var read = refreshAfter(() -> seeds.storeOnly(connection, refreshed(base, Instant.EPOCH), 1), connection);

        assertThat(read.<Integer>path("credentialVersion")).isEqualTo(3);
        assertStored(connection, 3);
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
    }

    @Test
    void theResponseToTheRefreshThatWasSentEarlierGivesWay() {
        var connection = lapsed();
        var base = seeds.stored(connection).orElseThrow().document();
        var later = refreshed(base, Instant.parse("2100-01-01T00:00:00Z"));

        var unused = refreshAfter(() -> seeds.storeOnly(connection, later, 1), connection);

        assertThat(seeds.stored(connection).map(Stored::document)).contains(later);
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
    }

    @Test
    void whatARefreshBringsToADeletedConnectionIsRevoked() {
        var connection = seeds.connection(fake, FakeProviderResource.REVOKES_TOKEN, "acme", null);
        fake.reset();
        clock.advance(Duration.ofMinutes(6));
        vault.writesAreRefused();

        var read = refreshWith(
                () -> {
                    await().atMost(SOON).until(() -> vault.hits() > 0);
                    platform.close(connection, false).statusCode(202);
                },
                connection);

        assertThat(read.statusCode()).isEqualTo(404);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty());
    }

    @Test
    void aWriteWaitsForNoRead() {
        var connection = seeds.connection(fake);
        var document = seeds.stored(connection).orElseThrow().document();
        var released = new CountDownLatch(1);
        vault.holdReads(released);
        var reads = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> platform.read(connection)))
                .toList();
        try {
            CompletableFuture.runAsync(() -> seeds.storeOnly(connection, refreshed(document, Instant.EPOCH), 1))
                    .orTimeout(2, TimeUnit.SECONDS)
                    .join();
        } finally {
            released.countDown();
        }
        reads.forEach(CompletableFuture::join);
    }

    /** A read that sends a refresh; its response waits until {@code before} is done. */
    private ExtractableResponse<?> refreshAfter(Runnable before, UUID connection) {
        return refresh(connection, before, () -> {});
    }

    private ExtractableResponse<?> refreshWith(Runnable afterwards, UUID connection) {
        return refresh(connection, () -> {}, afterwards);
    }

    private ExtractableResponse<?> refresh(UUID connection, Runnable before, Runnable afterwards) {
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var read = CompletableFuture.supplyAsync(() -> platform.read(connection).extract());
        try {
            await().atMost(SOON).until(() -> fake.received(Endpoint.TOKEN).size() == 1);
            before.run();
        } finally {
            released.countDown();
        }
        afterwards.run();
        return read.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private CredentialDocument refreshed(CredentialDocument base, Instant sentAt) {
        return base.refreshedWith(ids.next(), base.grant(), sentAt);
    }

    private UUID lapsed() {
        var connection = seeds.connection(fake);
        fake.reset();
        clock.advance(Duration.ofMinutes(6));
        return connection;
    }

    private void vaultUnavailable(UUID connection) {
        platform.read(connection)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:latchkey:problem:vault-unavailable"));
    }

    private void assertStored(UUID connection, long version) {
        var stored = seeds.stored(connection).orElseThrow();
        assertThat(stored.version()).isEqualTo(version);
        assertThat(fake.behaviour()
                        .accepts(OAuth2Tokens.of(stored.document().material())
                                .accessToken()
                                .reveal()))
                .isTrue();
    }

    private void execute(String statement, String parameter) {
        Seeds.carryOut(() -> pool.preparedQuery(statement).execute(Tuple.of(parameter)));
    }
}
