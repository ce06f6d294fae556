package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
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
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
class RefreshIT {
    private static final Duration LAPSE = Duration.ofMinutes(6);
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Seeds seeds;

    @Inject
    MovingClock clock;

    @ConfigProperty(name = "latchkey.public-url")
    URI publicUrl;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;
    Platform platform;

    @BeforeEach
    void callers() {
        fake.reset();
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
        fake.behaviour().accessTokensLive(Duration.ofMinutes(5));
        fake.behaviour().grantsLive(null);
    }

    @Test
    void aTokenThatLastsIsHandedOutAsItIs() {
        var connection = seeds.connection(fake);
        fake.reset();

        platform.read(connection)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo(1))
                .body("type", equalTo("oauth2"))
                .body("accessTokenExpiresAt", notNullValue())
                .body("headers.Authorization", equalTo("Bearer " + accessToken(connection)))
                .body("permissions.granted", equalTo(List.of("profile")));

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void fiftyReadersOfALapsedTokenCauseOneRefresh() {
        var connection = lapsed();
        var readers = Executors.newFixedThreadPool(50);

        var reads = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> platform.read(connection)
                                .statusCode(200)
                                .extract()
                                .<String>path("accessToken"),
                        readers))
                .toList();
        var handedOut = reads.stream().map(CompletableFuture::join).distinct().toList();
        readers.shutdown();

        assertThat(handedOut).hasSize(1);
        assertThat(fake.behaviour().accepts(handedOut.get(0))).isTrue();
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.credentialVersion()).isEqualTo(2)));
    }

    @Test
    void moreThanHalfOfATokensLifeIsNeverAskedFor() {
        var connection = seeds.connection(fake);
        fake.reset();

        platform.read(connection, "PT24H").statusCode(200).body("credentialVersion", equalTo(1));

        clock.advance(Duration.ofMinutes(3));
        platform.read(connection, "PT24H").statusCode(200).body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void refreshNowBringsANewVersion() {
        var connection = seeds.connection(fake);

        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(2));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));
    }

    @Test
    void theOldRefreshTokenIsKeptWhereNoNewOneComes() {
        var connection = seeds.connection(fake);
        var before = seeds.tokens(connection).refreshToken();
        fake.behaviour().rotates(false);

        platform.refresh(connection).statusCode(200);

        fake.behaviour().rotates(true);
        assertThat(seeds.tokens(connection).refreshToken()).isEqualTo(before);
    }

    /** RFC 6749, section 6: without the parameter, the scopes are those that were granted. */
    @Test
    void aRefreshNamesNoScope() {
        var connection = seeds.connection(fake);
        fake.reset();

        platform.refresh(connection).statusCode(200);

        assertThat(fake.received(Endpoint.TOKEN)).singleElement().satisfies(request -> assertThat(request.form())
                .containsEntry("grant_type", "refresh_token")
                .doesNotContainKey("scope"));
    }

    @Test
    void aRefusalIsNotBelievedWhereAnotherWriterHasStoredANewerVersion() {
        var connection = lapsed();
        var granted = seeds.document(fake, FakeProviderResource.REVOKES_GRANT).grant();
        var newer = seeds.stored(connection)
                .orElseThrow()
                .document()
                .refreshedWith(UUID.randomUUID(), granted, clock.instant());
        fake.reset();
        fake.next(Endpoint.TOKEN, exchange -> {
            seeds.storeOnly(connection, newer, 1);
            Answer.oauthError(400, "invalid_grant").to(exchange);
        });

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    /** RFC 8707, section 2.2. */
    @Test
    void theResourceIsNamedOnlyWhereTheProviderRefusesARefreshWithoutIt() {
        var connection = seeds.connection(fake, FakeProviderResource.PUSHED, "acme", null);
        var another = seeds.connection(fake, FakeProviderResource.PUSHED, "acme", null);
        fake.reset();
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "invalid_target"));

        platform.refresh(connection).statusCode(200);
        platform.refresh(another).statusCode(200);

        assertThat(fake.received(Endpoint.TOKEN))
                .extracting(request -> request.form().get("resource"))
                .containsExactly(null, fake.url(), fake.url());
    }

    @Test
    void aRefusedGrantIsToldOnceAndNeverSentAgain() {
        var connection = lapsed();
        fake.behaviour().withdrawAll();

        for (int i = 0; i < 3; i++) {
            platform.read(connection)
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:latchkey:problem:reauthorization-required"))
                    .body("reason", equalTo("refused"))
                    .body("reasonText", equalTo(Reason.REFUSED.advice()));
        }

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefused.class))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.credentialVersion()).isEqualTo(1);
                    assertThat(fact.reason()).isEqualTo(Reason.REFUSED);
                }));
    }

    @Test
    void aTokenThatIsStillValidServesWhileTheProviderIsDown() {
        var connection = seeds.connection(fake);
        fake.reset();
        clock.advance(Duration.ofMinutes(4).plusSeconds(30));
        fake.always(Endpoint.TOKEN, Answer.status(503));

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(1));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aProviderThatIsDownIsA503AndNothingIsFlagged() {
        var connection = lapsed();
        fake.next(Endpoint.TOKEN, Answer.busy(Duration.ofSeconds(17)));
        fake.next(Endpoint.TOKEN, Answer.cut());
        fake.next(Endpoint.TOKEN, Answer.endless(50L * 1024 * 1024));
        fake.next(Endpoint.TOKEN, Answer.redirect("http://127.0.0.1:1/elsewhere"));
        fake.next(Endpoint.TOKEN, Answer.text(200, "text/html", "<html>maintenance</html>"));
        fake.next(Endpoint.TOKEN, Answer.oauthError(401, "invalid_client"));

        platform.read(connection)
                .statusCode(503)
                .header("Retry-After", equalTo("17"))
                .body("type", equalTo("urn:latchkey:problem:provider-unavailable"))
                .body("cause", equalTo("http_503"));
        unavailable(afterAPause(connection), "connection");
        unavailable(afterAPause(connection), "answer_too_large");
        unavailable(afterAPause(connection), "http_302");
        unavailable(afterAPause(connection), "page");
        unavailable(afterAPause(connection), "invalid_client");
        platform.read(afterAPause(connection)).statusCode(200).body("credentialVersion", equalTo(2));

        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void aProviderThatHangsIsGivenUpInTime() {
        var connection = lapsed();
        fake.next(Endpoint.TOKEN, Answer.status(200).after(Duration.ofSeconds(20)));

        unavailable(connection, "timeout");
    }

    @Test
    void withoutTheClientThatACredentialWasIssuedToNothingIsSent() {
        var connection = lapsed();
        seeds.forgetClients(FakeProviderResource.REVOKES_GRANT);

        unavailable(connection, "client_unknown");

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aSealedVaultIsA503UntilItIsUnsealed() {
        var connection = seeds.connection(fake);
        vault.seal();
        try {
            platform.read(connection)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:latchkey:problem:vault-unavailable"));
        } finally {
            vault.unseal();
        }
        await().atMost(SOON).untilAsserted(() -> platform.read(connection).statusCode(200));
    }

    @Test
    void whatARefreshBroughtIsStoredHoweverLongVaultIsSealed() {
        var connection = lapsed();
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var read = CompletableFuture.supplyAsync(() -> platform.read(connection).extract());
        awaitRefreshRequest();
        vault.seal();
        try {
            released.countDown();
        } finally {
            read.orTimeout(30, TimeUnit.SECONDS).join();
            vault.unseal();
        }

        await().atMost(SOON)
                .untilAsserted(
                        () -> platform.read(connection).statusCode(200).body("credentialVersion", greaterThan(1)));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(fake.behaviour().accepts(accessToken(connection))).isTrue();
    }

    @Test
    void aCallerWhoHangsUpCancelsNothing() throws IOException {
        var connection = lapsed();
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);

        try (var socket = new Socket(publicUrl.getHost(), publicUrl.getPort())) {
            var request = "GET /v1/credentials/" + connection + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + tokens.service("acme-worker") + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            awaitRefreshRequest();
        }
        released.countDown();

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        seeds.stored(connection).orElseThrow().version())
                .isEqualTo(2));
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aGrantThatDiesOfIdlenessIsKeptAliveUnused() {
        fake.behaviour().grantsLive(Duration.ofDays(60));
        var connection = seeds.connection(fake);
        fake.behaviour().grantsLive(null);
        fake.reset();

        clock.advance(Duration.ofDays(46));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        seeds.stored(connection).orElseThrow().version())
                .isGreaterThan(1));
    }

    @Test
    void aTokenOfUnknownLifeIsRefreshedAfterAWhile() {
        fake.behaviour().accessTokensLive(null);
        var connection = seeds.connection(fake);
        fake.reset();

        platform.read(connection).statusCode(200).body("accessTokenExpiresAt", nullValue());
        clock.advance(Duration.ofMinutes(61));
        platform.read(connection)
                .statusCode(200)
                .body("credentialVersion", equalTo(2))
                .body("accessTokenExpiresAt", nullValue());
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1, 0, -1})
    void readsOfATokenWithoutAUsableLifeCauseFewRefreshes(int life) {
        fake.behaviour().answerTokens(reply -> {
            reply.put("expires_in", life);
            return Answer.json(200, reply);
        });
        var connection = seeds.connection(fake);
        var exchanges = fake.received(Endpoint.TOKEN).size();

        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMillis(20));
            platform.read(connection).statusCode(200);
        }

        assertThat(fake.received(Endpoint.TOKEN)).hasSizeLessThanOrEqualTo(exchanges + 1);
    }

    @Test
    void anEndThatARefreshDoesNotMoveIsTold() {
        fake.behaviour().grantsLive(Duration.ofDays(60));
        var connection = seeds.connection(fake);
        clock.advance(Duration.ofDays(10));
        fake.behaviour().grantsLive(Duration.ofDays(50));

        platform.refresh(connection).statusCode(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.expiresAt())
                        .isCloseTo(clock.instant().plus(Duration.ofDays(50)), within(1, ChronoUnit.MINUTES))));
    }

    private UUID lapsed() {
        var connection = seeds.connection(fake);
        fake.reset();
        clock.advance(LAPSE);
        return connection;
    }

    /** Longer than any pause after a failed refresh. */
    private UUID afterAPause(UUID connection) {
        clock.advance(Duration.ofMinutes(20));
        return connection;
    }

    private void unavailable(UUID connection, String cause) {
        platform.read(connection)
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("cause", equalTo(cause));
    }

    private void awaitRefreshRequest() {
        await().atMost(SOON).until(() -> fake.received(Endpoint.TOKEN).size() == 1);
    }

    private String accessToken(UUID connection) {
        return seeds.tokens(connection).accessToken().reveal();
    }
}
