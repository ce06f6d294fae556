package io.latchkey.broker.consent.device;

import static io.latchkey.broker.consent.Consents.atReturnUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.sweep.Sweeps;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Behaviour;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import io.latchkey.testkit.provider.ReceivedRequest.ClientCredentials;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The device authorization grant (RFC 8628), from the link to the end of the connection. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class DeviceCodeIT {
    /** Of the scripted provider. */
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    /** Several sweeps run in this time. */
    private static final Duration QUIET = Duration.ofMillis(700);

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    @Inject
    Pool pool;

    @Inject
    Sweeps sweeps;

    @Inject
    PollProvider poll;

    @Inject
    PollSettings settings;

    Tokens tokens;
    FakeProvider fake;

    private final Browser browser = new Browser();
    private Platform platform;

    /** No other connection has it, so that nothing prevents a revocation. */
    private String account;

    @BeforeEach
    void registerTheClient() {
        fake.reset();
        account = ids.next().toString();
        fake.behaviour().signIn(account);
        fake.behaviour().enterCodes(false);
        platform = new Platform(tokens);
        assertThat(seeds.register(fake, FakeMethods.DEVICE).clientId()).isEqualTo("latchkey-client");
    }

    @AfterEach
    void putRight() {
        Seeds.carryOut(() -> pool.query(
                        "update authorization_attempt set flow_poll_due_at = null where flow_poll_due_at is not null")
                .execute());
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
        fake.behaviour().signIn("account-1");
    }

    private Begun begin() {
        return begin(ids.next());
    }

    private Begun begin(UUID connection) {
        return consents.begin(platform, connection, FakeMethods.DEVICE);
    }

    /** Presses <em>Continue</em>. */
    private Page press(Begun begun) {
        return Consents.press(browser, begun, atReturnUrl());
    }

    private Page again(Page page) {
        return browser.open(page.uri(), atReturnUrl());
    }

    private int polls() {
        return fake.received(Endpoint.TOKEN).size();
    }

    private void awaitPolls(int count) {
        await().untilAsserted(() -> assertThat(polls()).isEqualTo(count));
        assertNoPollBut(count);
    }

    private void assertNoPollBut(int count) {
        await().during(QUIET).atMost(QUIET.multipliedBy(3)).until(() -> polls() == count);
    }

    /** The page once the user has entered the code and the provider was polled. */
    private Page consented(Page page) {
        fake.behaviour().enterCodes(true);
        clock.advance(INTERVAL);
        return awaitReturn(page);
    }

    private Page awaitReturn(Page page) {
        return await().until(() -> again(page), shown -> atReturnUrl().test(shown.uri()));
    }

    private UUID completed(UUID connection) {
        var begun = begin(connection);
        var returned = Return.of(consented(press(begun)).uri());
        consents.complete(platform, begun, returned.code().orElseThrow()).statusCode(200);
        return connection;
    }

    private static ValidatableResponse status(Begun begun) {
        return RestAssured.given().get(begun.statusUrl()).then().statusCode(200);
    }

    private static void awaitStatus(Begun begun, String status, String reason) {
        await().untilAsserted(
                        () -> status(begun).body("status", equalTo(status)).body("reason", equalTo(reason)));
    }

    private ReceivedRequest last(Endpoint endpoint) {
        var received = fake.received(endpoint);
        return received.get(received.size() - 1);
    }

    @Test
    void theCodeIsRequestedAndTheResultReturnsToThePlatform() {
        var begun = begin();

        var page = press(begun);

        var request = last(Endpoint.DEVICE);
        assertThat(request.client().map(ClientCredentials::id)).contains("latchkey-client");
        assertThat(request.form())
                .containsOnly(
                        Map.entry("client_id", "latchkey-client"),
                        Map.entry("scope", "openid profile files"),
                        Map.entry("audience", "api"));
        assertThat(page.status()).isEqualTo(200);
        status(begun).body("status", equalTo("started"));
        var returned = Return.of(consented(page).uri());
        assertThat(last(Endpoint.TOKEN).form())
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsKey("device_code");
        status(begun).body("status", equalTo("consented"));
        consents.complete(platform, begun, returned.code().orElseThrow()).statusCode(200);
        status(begun).body("status", equalTo("completed"));
        platform.read(begun.connection())
                .statusCode(200)
                .body("type", equalTo("oauth2"))
                .body("permissions.missing", equalTo(List.of()))
                .body("accessToken", notNullValue());
        await().untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialAuthorized.class))
                .extracting(fact -> fact.account().label())
                .containsExactly(account + "@fake.example"));
        assertThat(again(page).uri()).hasParameter("status", "completed");
    }

    private Begun beginWithOwnClient() {
        var request = Consents.request(ids.next());
        request.put("provider", FakeMethods.DEVICE);
        request.put("client", "own");
        return Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));
    }

    private Page enter(Page page, String secret) {
        var form = page.formWith("button").orElseThrow(() -> new AssertionError(page.text()));
        return browser.submit(
                page,
                form,
                form.selectFirst("button"),
                Map.of("client_id", fake.behaviour().clientId(), "client_secret", secret),
                atReturnUrl());
    }

    @Test
    void aUserEntersAClientBeforeTheCodeIsRequestedWithIt() {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "of-installation", "clientSecret", "s-of-installation"))
                .queryParam("force", true)
                .put("/v1/providers/{id}/client", FakeMethods.DEVICE)
                .then()
                .statusCode(200);
        var begun = beginWithOwnClient();

        var page = press(begun);
        assertThat(page.text()).contains("may use the device flow").doesNotContain("Redirect URI");
        assertThat(fake.received(Endpoint.DEVICE)).isEmpty();

        var refused = enter(page, Marks.secret("wrong"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("did not accept your client");

        var code = enter(refused, fake.behaviour().clientSecret());
        assertThat(code.document().select(".code span").eachText()).containsExactly("WDJB", "MJHT");
        assertThat(new Browser().open(code.uri()).status()).isEqualTo(403);
        var returned = Return.of(consented(code).uri());
        consents.complete(platform, begun, returned.code().orElseThrow())
                .statusCode(200)
                .body("client", equalTo("own"));
        platform.refresh(begun.connection()).statusCode(200);
    }

    /** Some providers look at the secret only when they are polled. */
    @Test
    void aClientThatIsRefusedByAPollIsEnteredAgain() {
        var begun = beginWithOwnClient();
        var code = enter(press(begun), fake.behaviour().clientSecret());
        fake.next(Endpoint.TOKEN, Answer.oauthError(401, "invalid_client"));

        clock.advance(INTERVAL);
        var again = await().until(() -> again(code), shown -> !shown.uri().equals(code.uri()));

        assertThat(again.uri().getPath()).isEqualTo("/connect/clients/" + begun.id());
        assertThat(again.text()).contains("did not accept your client");
        status(begun).body("status", equalTo("started"));
        var returned = Return.of(
                consented(enter(again, fake.behaviour().clientSecret())).uri());
        consents.complete(platform, begun, returned.code().orElseThrow()).statusCode(200);
    }

    @Test
    void anExpiredCodeOfAUsersClientLeadsBackToTheForm() {
        var begun = beginWithOwnClient();
        var code = enter(press(begun), fake.behaviour().clientSecret());

        clock.advance(Duration.ofMinutes(16));
        var expired = await().until(() -> again(code), shown -> shown.status() == 410);

        assertThat(expired.document().selectFirst("a.button").attr("href")).endsWith("/connect/clients/" + begun.id());
    }

    @Test
    void thePageSaysWhatIsGrantedToWhomBeforeItShowsTheCode() {
        var page = press(begin());

        var text = page.text();
        assertThat(text)
                .containsSubsequence("The platform", "Fake", "My <Fake>", "Read your files", "See your name")
                .containsSubsequence(
                        "Never enter a code that somebody else sent you", "Your code", "valid for 14 minutes");
        assertThat(text.indexOf("See your name")).isLessThan(text.indexOf(Behaviour.USER_CODE));
        assertThat(page.document().select(".code span").eachText()).containsExactly("WDJB", "MJHT");
        var link = page.document().selectFirst("a.button");
        assertThat(link.attr("href")).isEqualTo("https://fake.example/device?user_code=" + Behaviour.USER_CODE);
        assertThat(link.text()).isEqualTo("Open fake.example");
        assertThat(text).contains("On another device, open https://fake.example/device.");
    }

    @Test
    void thePageLoadsItselfAgainAndRunsNoScript() {
        var page = press(begin());

        assertThat(page.headers().firstValue("Refresh")).contains("60");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("script-src", "unsafe");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.html()).doesNotContain("<script");
    }

    @Test
    void theConnectPageAnnouncesTheCode() {
        assertThat(browser.open(begin().url()).text())
                .contains("On the next page you get a code", "Continue only if you started this yourself")
                .doesNotContain("Continue to Fake");
    }

    @Test
    void theDeviceCodeIsInNoPageAndNoTable() {
        var page = press(begin());
        var unused = consented(page);
        var deviceCode = last(Endpoint.TOKEN).form().get("device_code");

        assertThat(deviceCode).isNotBlank();
        assertThat(page.html()).doesNotContain(deviceCode);
        assertThat(browser.visited()).noneMatch(uri -> uri.toString().contains(deviceCode));
    }

    @Test
    void anotherBrowserSeesNoCode() {
        var page = press(begin());

        var stranger = new Browser().open(page.uri(), atReturnUrl());

        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.text()).contains("another browser").doesNotContain(Behaviour.USER_CODE);
    }

    @Test
    void pollsWaitForTheIntervalAndContinueWhileTheAuthorizationIsPending() {
        var unused = press(begin());
        clock.advance(INTERVAL.minusSeconds(10));
        assertNoPollBut(0);

        clock.advance(Duration.ofSeconds(10));
        awaitPolls(1);
        clock.advance(INTERVAL.minusSeconds(10));
        assertNoPollBut(1);
        clock.advance(Duration.ofSeconds(10));
        awaitPolls(2);
    }

    @Test
    void slowDownAddsFiveSecondsToEveryLaterPause() {
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "slow_down"));
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "slow_down"));
        var begun = begin();
        var page = press(begun);
        poll(1);
        assertThat(pause(begun)).isEqualTo(INTERVAL.plusSeconds(5));

        clock.advance(INTERVAL.plusSeconds(1));
        assertNoPollBut(1);
        clock.advance(Duration.ofSeconds(4));
        awaitPolls(2);
        assertThat(pause(begun)).isEqualTo(INTERVAL.plusSeconds(10));
        clock.advance(INTERVAL.plusSeconds(10));
        awaitPolls(3);
        assertThat(pause(begun)).isEqualTo(INTERVAL.plusSeconds(10));
        assertThat(again(page).headers().firstValue("Refresh")).contains("70");
    }

    /** Waits for the interval, and for the poll number {@code count}. */
    private void poll(int count) {
        clock.advance(INTERVAL);
        awaitPolls(count);
    }

    /** The pause until the next poll, once it is set. */
    private Duration pause(Begun begun) {
        var due = Seeds.run(() -> pool.preparedQuery(
                                "select extract(epoch from flow_poll_due_at)::float8 from authorization_attempt where id = $1")
                        .execute(Tuple.of(begun.id())))
                .iterator()
                .next()
                .getDouble(0);
        var left = due - clock.instant().toEpochMilli() / 1000.0;
        return Duration.ofSeconds(Math.round(Math.ceil(left / 5) * 5));
    }

    @Test
    void aDeniedConsentEndsTheAuthorizationWithWords() {
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "access_denied"));
        var begun = begin();
        var page = press(begun);

        poll(1);

        awaitStatus(begun, "access_denied", "access_denied");
        status(begun).body("detail", equalTo("The user did not grant access."));
        assertThat(awaitReturn(page).uri()).hasParameter("status", "access_denied");
        clock.advance(INTERVAL.multipliedBy(2));
        assertNoPollBut(1);
    }

    @Test
    void anExpiredTokenEndsTheFlowWithWordsAndTheLinkGivesAnotherCode() {
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "expired_token"));
        var begun = begin();
        var page = press(begun);

        poll(1);

        var expired = await().until(() -> again(page), shown -> shown.status() == 410);
        assertThat(expired.text()).contains("The code has expired", "press Continue to get another code");
        assertThat(expired.document().selectFirst("a.button").attr("href"))
                .isEqualTo(begun.url().toString());
        clock.advance(INTERVAL.multipliedBy(2));
        assertNoPollBut(1);
        status(begun).body("status", equalTo("started"));
        assertThat(Return.of(consented(press(begun)).uri()).code()).isPresent();
    }

    @Test
    void aCodeWhoseLifeHasPassedIsPolledNoMore() {
        fake.next(Endpoint.DEVICE, device(Map.of("expires_in", 600, "interval", 300)));
        var begun = begin();
        var page = press(begun);

        clock.advance(Duration.ofMinutes(11));

        assertThat(again(page).text()).contains("The code has expired");
        assertNoPollBut(0);
    }

    @Test
    void eachTimeOutDoublesThePause() {
        fake.next(Endpoint.TOKEN, Answer.cut());
        fake.next(
                Endpoint.TOKEN, Answer.oauthError(400, "authorization_pending").after(Duration.ofSeconds(4)));
        fake.always(Endpoint.TOKEN, Answer.oauthError(400, "authorization_pending"));
        fake.next(Endpoint.DEVICE, device(Map.of("expires_in", 900, "interval", 30)));
        var begun = begin();
        var unused = press(begun);

        clock.advance(Duration.ofSeconds(30));
        awaitPolls(1);
        await().untilAsserted(() -> assertThat(pause(begun)).isEqualTo(Duration.ofSeconds(60)));
        clock.advance(Duration.ofSeconds(60));
        awaitPolls(2);
        await().untilAsserted(() -> assertThat(pause(begun)).isEqualTo(Duration.ofSeconds(120)));
        clock.advance(Duration.ofSeconds(120));
        awaitPolls(3);
        await().untilAsserted(() -> assertThat(pause(begun)).isEqualTo(Duration.ofSeconds(30)));
        status(begun).body("status", equalTo("started"));
    }

    @Test
    void aBusyProviderIsPolledWhenItSaid() {
        fake.next(Endpoint.TOKEN, Answer.busy(Duration.ofMinutes(5)));
        var begun = begin();
        var page = press(begun);

        poll(1);

        await().untilAsserted(() -> assertThat(pause(begun)).isEqualTo(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(4));
        assertNoPollBut(1);
        assertThat(Return.of(consented(page).uri()).code()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void anOverloadedProviderEndsNothing(int status) {
        fake.next(Endpoint.TOKEN, Answer.status(status));
        var page = press(begin());
        poll(1);

        clock.advance(INTERVAL);

        assertThat(Return.of(consented(page).uri()).code()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"invalid_grant, 400", "invalid_client, 401", "something_else, 400"})
    void everyOtherErrorEndsTheAuthorization(String error, int status) {
        fake.next(Endpoint.TOKEN, Answer.oauthError(status, error));
        var begun = begin();
        var unused = press(begun);

        poll(1);

        awaitStatus(begun, "provider_error", "exchange_failed");
        clock.advance(INTERVAL.multipliedBy(2));
        assertNoPollBut(1);
    }

    @Test
    void twoReplicasPollOnce() {
        var released = new CountDownLatch(1);
        fake.always(
                Endpoint.TOKEN, Answer.oauthError(400, "authorization_pending").after(released));
        var unused = press(begin());
        var another = sweeps.of(
                "poll of another replica",
                Authorizations.TO_POLL,
                settings.repeatAfter(),
                poll::poll,
                (due, failure) -> Uni.createFrom().voidItem());

        clock.advance(INTERVAL);
        for (var run = 0; run < 20; run++) {
            Seeds.carryOut(another::run);
        }

        awaitPolls(1);
        released.countDown();
    }

    /** The provider has issued the tokens, and no other poll returns them. */
    @Test
    void aLostTokenResponseEndsTheAuthorizationLikeALostExchange() {
        fake.behaviour().answerTokens(tokens -> Answer.cut());
        fake.behaviour().enterCodes(true);
        var begun = begin();
        var unused = press(begun);
        poll(1);

        clock.advance(INTERVAL.multipliedBy(2));

        awaitStatus(begun, "provider_error", "exchange_failed");
        assertThat(polls()).isEqualTo(2);
    }

    /** A replica that died after its claim: another one polls when the claim ends. */
    @Test
    void aClaimOfADeadReplicaEnds() {
        var page = press(begin());
        fake.behaviour().enterCodes(true);
        var dead = sweeps.of(
                "poll of a replica that dies",
                Authorizations.TO_POLL,
                settings.repeatAfter(),
                due -> Uni.createFrom().failure(new IllegalStateException("dead")),
                (due, failure) -> Uni.createFrom().voidItem());
        clock.advance(INTERVAL);
        Seeds.carryOut(dead::run);

        clock.advance(settings.repeatAfter());

        assertThat(Return.of(awaitReturn(page).uri()).code()).isPresent();
        assertThat(polls()).isEqualTo(1);
    }

    @Test
    void tokensOfAnOlderCodeAreQueuedForRevocation() {
        var released = new CountDownLatch(1);
        fake.behaviour().enterCodes(true);
        fake.holdNext(Endpoint.TOKEN, released);
        var begun = begin();
        var unused = press(begun);
        clock.advance(INTERVAL);
        await().until(() -> polls() == 1);

        var page = press(begun);
        released.countDown();

        await().untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialForgotten.class))
                .hasSize(1));
        assertThat(Return.of(consented(page).uri()).code()).isPresent();
    }

    @Test
    void anotherAccountIsRefusedAndTheConnectionKeepsWorking() {
        var connection = completed(ids.next());
        fake.behaviour().signIn("another");
        var begun = begin(connection);
        var page = press(begun);
        fake.behaviour().enterCodes(true);
        clock.advance(INTERVAL);

        await().untilAsserted(
                        () -> assertThat(again(page).text()).contains("This is not the account of the connection"));
        status(begun).body("reason", equalTo("account_changed"));
        platform.read(connection).statusCode(200).body("generation", equalTo(1));
    }

    @Test
    void aReauthorizationIsTheNextGeneration() {
        var connection = completed(ids.next());
        fake.behaviour().enterCodes(false);

        var unused = completed(connection);

        platform.read(connection).statusCode(200).body("generation", equalTo(2));
    }

    @Test
    void scopesThatWereNotGrantedAreMissing() {
        fake.behaviour().answerTokens(reply -> {
            var narrow = new HashMap<>(reply);
            narrow.put("scope", "openid profile");
            return Answer.json(200, narrow);
        });

        var connection = completed(ids.next());

        platform.read(connection).body("permissions.missing", equalTo(List.of("files:read")));
    }

    @Test
    void tokensAreRefreshedProbedAndRevokedAsAfterACode() {
        var connection = completed(ids.next());
        var first = platform.read(connection).extract().<String>path("accessToken");
        clock.advance(Duration.ofMinutes(6));

        var second = platform.read(connection).statusCode(200).extract().<String>path("accessToken");

        assertThat(second).isNotEqualTo(first);
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        platform.close(connection, false).statusCode(202);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
        assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty();
        assertThat(fake.behaviour().accepts(second)).isFalse();
    }

    @Test
    void tokensThatNobodyRedeemsAreRevoked() {
        var begun = begin();
        var unused = consented(press(begun));

        clock.advance(Duration.ofMinutes(11));

        awaitStatus(begun, "expired", "code_expired");
        await().untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialForgotten.class))
                .hasSize(1));
        assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty();
    }

    @Test
    void aDeletedConnectionIsPolledForNoMore() {
        var begun = begin();
        var unused = press(begun);
        platform.close(begun.connection(), false).statusCode(202);
        awaitStatus(begun, "closed", "closed");

        clock.advance(INTERVAL);

        assertNoPollBut(0);
    }

    /** RFC 8628, section 3.1: a client without a secret names itself. */
    @Test
    void aPublicClientSendsItsIdAlone() {
        platform.installer()
                .contentType("application/json")
                .body(Map.of("clientId", "public-client"))
                .put("/v1/providers/{id}/client", FakeMethods.DEVICE_PUBLIC)
                .then()
                .statusCode(200);
        fake.always(Endpoint.DEVICE, device(Map.of("expires_in", 600, "interval", 60)));
        fake.always(
                Endpoint.TOKEN, Answer.json(200, Map.of("access_token", Marks.secret("public"), "expires_in", 300)));
        var begun = consents.begin(platform, ids.next(), FakeMethods.DEVICE_PUBLIC);
        var page = press(begun);

        clock.advance(INTERVAL);
        var returned = Return.of(awaitReturn(page).uri());

        consents.complete(platform, begun, returned.code().orElseThrow()).statusCode(200);
        for (var endpoint : List.of(Endpoint.DEVICE, Endpoint.TOKEN)) {
            assertThat(last(endpoint).form()).containsEntry("client_id", "public-client");
            assertThat(last(endpoint).headers()).doesNotContainKey("Authorization");
            assertThat(last(endpoint).form()).doesNotContainKey("client_secret");
        }
        platform.read(begun.connection()).statusCode(200).body("account", nullValue());
    }

    @Test
    void aCodeOfTheProviderMeansWhatTheEntrySays() {
        platform.installer()
                .contentType("application/json")
                .body(Map.of("clientId", "public-client"))
                .put("/v1/providers/{id}/client", FakeMethods.DEVICE_PUBLIC)
                .then()
                .statusCode(200);
        fake.always(Endpoint.DEVICE, device(Map.of("expires_in", 600, "interval", 60)));
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "authorization_declined"));
        var begun = consents.begin(platform, ids.next(), FakeMethods.DEVICE_PUBLIC);
        var unused = press(begun);

        poll(1);

        awaitStatus(begun, "access_denied", "access_denied");
    }

    /** A response to a device authorization request, with these members besides the usual ones. */
    private static Answer device(Map<String, ?> members) {
        var body = new HashMap<String, Object>();
        body.put("device_code", Marks.secret("device"));
        body.put("user_code", "ABCD-EFGH");
        body.put("verification_uri", "https://fake.example/device");
        body.put("expires_in", 600);
        body.putAll(members);
        return Answer.json(200, body);
    }

    @ParameterizedTest
    @CsvSource({
        "interval, 1000000000",
        "verification_uri, javascript:alert(1)",
        "verification_uri, http://fake.example/device",
        "user_code, <script>alert(1)</script>"
    })
    void aHostileResponseStartsNothing(String member, String value) {
        fake.next(Endpoint.DEVICE, device(Map.of(member, value)));

        var page = press(begin());

        assertThat(page.status()).isEqualTo(502);
        assertThat(page.text()).contains("The provider can't start right now");
        assertThat(page.html()).doesNotContain("alert(");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 500})
    void aRefusedRequestForACodeStartsNothing(int status) {
        fake.next(Endpoint.DEVICE, Answer.oauthError(status, "unauthorized_client"));

        assertThat(press(begin()).status()).isEqualTo(502);
    }

    @Test
    void withoutAClientTheOperatorIsToldWhatToDo() {
        seeds.forgetClients(FakeMethods.DEVICE);
        var request = Consents.request(ids.next());
        request.put("provider", FakeMethods.DEVICE);

        Consents.post(platform, "", request)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:provider-not-configured"))
                .body(
                        "remedy",
                        equalTo("Ask the operator to create a client at Fake that may use the device flow, and to"
                                + " PUT it to /v1/providers/fake-device/client."));
    }

    /** No state of the flow is known to anyone, and a form is not what it waits for. */
    @Test
    void noOtherResponseIsAccepted() {
        var begun = begin();
        var page = press(begun);

        var callback = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/oauth2/callback/"
                + FakeMethods.DEVICE + "?code=x&state=y");
        assertThat(browser.open(callback, atReturnUrl()).status()).isEqualTo(400);
        assertThat(again(page).text()).contains(Behaviour.USER_CODE.substring(0, 4));
    }
}
