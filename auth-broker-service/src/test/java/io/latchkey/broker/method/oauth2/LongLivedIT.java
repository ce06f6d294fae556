package io.latchkey.broker.method.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.FakeShapes;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that exchanges the access token of a code for a long-lived one, and issues no refresh tokens. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class LongLivedIT {
    private static final String PROVIDER = FakeShapes.LONG_LIVED;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIFE = Duration.ofDays(60);

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    Pool pool;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;

    private final String shortToken = Marks.secret("short");
    private final String longToken = Marks.secret("long");
    private final String renewed = Marks.secret("renewed");
    private Platform platform;

    @BeforeEach
    void issueTokens() {
        fake.reset();
        platform = new Platform(tokens);
        var account = Map.of("sub", "account-" + ids.next(), "email", "ada@fake.example");
        fake.always(Endpoint.USERINFO, Answer.json(200, account));
        fake.always(Endpoint.REVOKE, Answer.status(200));
        issue(reply(longToken));
        for (var provider : List.of(PROVIDER, FakeShapes.LONG_LIVED_ONCE)) {
            assertThat(seeds.register(fake, provider).secrets()).hasSize(1);
        }
    }

    @AfterEach
    void putRight() {
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
    }

    private static Answer reply(String token) {
        return Answer.json(200, Map.of("access_token", token, "token_type", "bearer", "expires_in", LIFE.toSeconds()));
    }

    private void issue(Answer longer) {
        fake.always(Endpoint.TOKEN, exchange -> {
            var answer =
                    switch (exchange.getRequestURI().getPath()) {
                        case "/token/long" -> longer;
                        case "/token/renewed" -> reply(renewed);
                        default ->
                            Answer.json(
                                    200,
                                    Map.of(
                                            "access_token",
                                            shortToken,
                                            "expires_in",
                                            3600,
                                            "data",
                                            List.of(Map.of("access_token", shortToken))));
                    };
            answer.to(exchange);
        });
    }

    private UUID completed(String provider) {
        var begun = consents.begin(platform, ids.next(), provider);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        return begun.connection();
    }

    private String token(UUID connection) {
        return platform.read(connection).statusCode(200).extract().path("accessToken");
    }

    private ReceivedRequest last(Endpoint endpoint) {
        var received = fake.received(endpoint);
        return received.get(received.size() - 1);
    }

    @Test
    void theLongLivedTokenIsStored() {
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200)
                .body("permissions.granted", equalTo(List.of("files:read", "profile")))
                .body("expiresAt", nullValue());

        assertThat(token(begun.connection())).isEqualTo(longToken);
        assertThat(last(Endpoint.TOKEN).method()).isEqualTo("GET");
        assertThat(last(Endpoint.TOKEN).query())
                .containsEntry("grant_type", "fb_exchange_token")
                .containsEntry("client_id", fake.behaviour().clientId())
                .containsEntry("client_secret", fake.behaviour().clientSecret())
                .containsEntry("fb_exchange_token", shortToken);
        assertThat(last(Endpoint.USERINFO).accessToken()).contains(longToken);
    }

    @Test
    void withoutARenewalTheConnectionEndsWithTheToken() {
        var connection = completed(FakeShapes.LONG_LIVED_ONCE);

        assertThat(token(connection)).isEqualTo(longToken);
        assertThat(seeds.tokens(connection).renewable()).isFalse();
        assertThat(seeds.stored(connection).orElseThrow().document().grant().expiresAt())
                .isBetween(
                        clock.instant().plus(LIFE).minusSeconds(60),
                        clock.instant().plus(LIFE));
    }

    @Test
    void theTokenIsRenewedWithItselfOnceItIsOldEnough() {
        var connection = completed(PROVIDER);
        platform.refresh(connection).statusCode(429).body("type", equalTo("urn:latchkey:problem:not-renewable-yet"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);

        clock.advance(Duration.ofHours(25));
        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(2));

        assertThat(last(Endpoint.TOKEN).method()).isEqualTo("POST");
        assertThat(last(Endpoint.TOKEN).headers().getFirst("X-Version")).isEqualTo("7");
        assertThat(last(Endpoint.TOKEN).form())
                .isEqualTo(Map.of("grant_type", "th_refresh_token", "access_token", longToken));
        assertThat(token(connection)).isEqualTo(renewed);
        assertThat(seeds.tokens(connection).renewsItself()).isTrue();
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.method()).isEqualTo("DELETE");
                    assertThat(request.accessToken()).contains(renewed);
                }));
    }

    @Test
    void anUnusedTokenIsRenewedBeforeItEnds() {
        var connection = completed(PROVIDER);

        clock.advance(Duration.ofDays(46));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        seeds.tokens(connection).accessToken().reveal())
                .isEqualTo(renewed));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500})
    void aFailedRenewalCostsNothing(int status) {
        var connection = completed(PROVIDER);
        clock.advance(Duration.ofDays(50));
        fake.always(Endpoint.TOKEN, Answer.status(status));

        assertThat(platform.refresh(connection).extract().statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(token(connection)).isEqualTo(longToken);

        issue(reply(longToken));
        clock.advance(Duration.ofDays(2));
        await().atMost(SOON).untilAsserted(() -> assertThat(token(connection)).isEqualTo(renewed));
    }

    /** What a crashed process leaves behind is revoked, because it is held before the second request is sent. */
    @Test
    void theShortTokenIsHeldWhileItIsExchanged() {
        var begun = consents.begin(platform, ids.next(), PROVIDER);
        var held = new AtomicReference<Boolean>();
        issue(exchange -> {
            held.set(isHeld(begun));
            reply(longToken).to(exchange);
        });

        assertThat(Consents.consent(begun).status()).isEqualTo("consented");

        assertThat(held.get()).isTrue();
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
    }

    private boolean isHeld(Begun begun) {
        return Seeds.run(() -> pool.preparedQuery(
                        "select held_credential is not null and refresh_hash is null from authorization_attempt where id = $1")
                .execute(Tuple.of(begun.id()))
                .map(rows -> rows.iterator().next().getBoolean(0)));
    }

    @Test
    void theShortTokenIsRevokedIfTheExchangeFails() {
        issue(Answer.oauthError(400, "invalid_request"));
        var begun = consents.begin(platform, ids.next(), PROVIDER);

        Return back = Consents.consent(begun);

        assertThat(back.code()).isEmpty();
        assertThat(back.status()).isEqualTo("provider_error");
        await("also if a deletion of an earlier test is repeated").atMost(SOON).untilAsserted(() -> assertThat(
                        fake.received(Endpoint.REVOKE))
                .filteredOn(request -> request.accessToken().equals(Optional.of(shortToken)))
                .hasSize(1));
        assertThat(seeds.stored(begun.connection())).isEmpty();
    }
}
