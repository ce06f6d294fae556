package io.latchkey.broker.consent.callback;

import static io.latchkey.broker.consent.Consents.atReturnUrl;
import static io.latchkey.broker.consent.Consents.upToCallback;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
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
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check of a provider's answer. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class CallbackIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;

    private final Browser browser = new Browser();
    private Platform platform;
    private Begun begun;

    @BeforeEach
    void begin() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        begun = consents.begin(platform, fake);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aStateThatNobodyMintedIsRefused() {
        var callback = upToCallback(browser, begun);

        var page = browser.open(with(callback, "state", "invented"));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(exchanges()).isZero();
    }

    @Test
    void anAnswerAtAnotherProvidersRedirectUriIsRefusedAndUsesNothingUp() {
        var callback = upToCallback(browser, begun);

        var page = browser.open(URI.create(callback.toString().replace("/callback/fake?", "/callback/northwind?")));

        assertThat(page.status()).isEqualTo(400);
        assertThat(exchanges()).isZero();
        assertThat(returned(callback).status()).isEqualTo("consented");
    }

    @Test
    void anotherBrowserIsRefusedAndUsesNothingUp() {
        var callback = upToCallback(browser, begun);

        var page = new Browser().open(callback);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("another browser");
        assertThat(exchanges()).isZero();
        assertThat(returned(callback).status()).isEqualTo("consented");
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() {
        var callback = upToCallback(browser, begun);
        clock.advance(Duration.ofMinutes(10));

        var page = browser.open(callback);

        assertThat(page.status()).isEqualTo(410);
        assertThat(exchanges()).isZero();
    }

    @Test
    void anAnswerThatIsFetchedAgainGetsTheSameCodeUntilThatIsRedeemed() {
        var callback = upToCallback(browser, begun);
        var first = returned(callback);

        assertThat(returned(callback)).isEqualTo(first);
        assertThat(new Browser().open(callback).status()).isEqualTo(403);
        complete(first);
        var afterwards = returned(callback);

        assertThat(afterwards.status()).isEqualTo("completed");
        assertThat(afterwards.code()).isEmpty();
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    void ofTwoFetchesAtOnceOneIsExchangedAndBothGetItsCode() {
        var callback = upToCallback(browser, begun);

        var one = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        var other = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));

        assertThat(Stream.of(one.join(), other.join()).map(Page::uri).distinct())
                .singleElement()
                .satisfies(uri -> assertThat(Return.of(uri).code()).isPresent());
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    void aFetchDuringTheExchangeWaitsForIt() {
        var callback = upToCallback(browser, begun);
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var first = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        await().atMost(SOON).until(() -> exchanges() == 1);

        var second = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        released.countDown();

        assertThat(second.join().uri()).isEqualTo(first.join().uri());
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    void anotherAnswerForTheSameStateIsRefusedAndHarmsNothing() {
        var callback = upToCallback(browser, begun);
        var first = returned(callback);

        assertThat(browser.open(with(callback, "code", "another")).status()).isEqualTo(409);
        assertThat(browser.open(with(callback, "error", "access_denied")).status())
                .isEqualTo(409);
        assertThat(browser.open(without(callback, "code")).status()).isEqualTo(409);

        assertThat(exchanges()).isEqualTo(1);
        complete(first);
    }

    @Test
    void aRefusalThatIsFetchedAgainIsAnsweredAsBefore() {
        var denied = with(without(upToCallback(browser, begun), "code"), "error", "access_denied");
        var first = returned(denied);

        assertThat(returned(denied)).isEqualTo(first);
        assertThat(browser.open(with(denied, "error", "server_error")).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "Purpose, prefetch",
        "Sec-Purpose, prefetch",
        "Sec-Purpose, prefetch;prerender",
        "Sec-Purpose, 'prefetch;anonymous-client-ip'",
        "X-Purpose, preview",
        "X-Moz, Prefetch",
        "Sec-Fetch-Dest, image",
        "Sec-Fetch-Dest, iframe",
        "Sec-Fetch-Dest, empty"
    })
    void whatIsFetchedAheadUsesNothingUp(String header, String value) {
        var callback = upToCallback(browser, begun);

        var page = browser.fetch("GET", callback, Map.of(header, value));

        assertThat(page.status()).isEqualTo(425);
        assertThat(page.text()).contains("Reload");
        assertThat(exchanges()).isZero();
        assertThat(browser.fetch("GET", callback, Map.of("Sec-Fetch-Dest", "document"))
                        .status())
                .isEqualTo(303);
        assertThat(returned(callback).status()).isEqualTo("consented");
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 204", "POST, 405", "PUT, 405", "DELETE, 405", "OPTIONS, 200"})
    void noMethodButGetUsesAnythingUp(String method, int status) {
        var callback = upToCallback(browser, begun);

        assertThat(browser.fetch(method, callback, Map.of()).status()).isEqualTo(status);

        assertThat(exchanges()).isZero();
        assertThat(returned(callback).status()).isEqualTo("consented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "", "slash"})
    void anAnswerOfAnotherIssuerIsRefusedWithoutAnExchange(String issuer) {
        var callback = upToCallback(browser, begun);

        var page = browser.open(with(callback, "iss", issuer.equals("slash") ? fake.url() + "/" : issuer));

        assertThat(page.status()).isEqualTo(400);
        assertThat(exchanges()).isZero();
        assertEnded("provider_error");
        var again = browser.open(page.uri());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.html()).isEqualTo(page.html());
    }

    @Test
    void anAnswerWithoutIssuerIsRefusedWhereOneMustBe() {
        var callback = upToCallback(browser, begun);

        var page = browser.open(URI.create(callback.toString().replaceAll("&iss=[^&]*", "")));

        assertThat(page.status()).isEqualTo(400);
        assertThat(exchanges()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"access_denied", "server_error", "temporarily_unavailable", "invalid_scope", "rubbish<script>"})
    void aProvidersErrorIsCarriedBackAndEndsTheAuthorization(String error) {
        var callback = upToCallback(browser, begun);

        var back = returned(with(without(callback, "code"), "error", error));

        var status = error.equals("access_denied") ? "access_denied" : "provider_error";
        assertThat(back.status()).isEqualTo(status);
        assertThat(back.code()).isEmpty();
        assertThat(exchanges()).isZero();
        assertEnded(status);
    }

    @Test
    void anAnswerWithTwoCodesIsNone() {
        var callback = upToCallback(browser, begun);

        var back = returned(URI.create(callback + "&code=another"));

        assertThat(back.status()).isEqualTo("provider_error");
        assertThat(exchanges()).isZero();
    }

    static Stream<Answer> failures() {
        return Stream.of(
                Answer.oauthError(400, "invalid_grant"),
                Answer.oauthError(401, "invalid_client"),
                Answer.oauthError(200, "bad_verification_code"),
                Answer.status(500),
                Answer.redirect("https://evil.example/token"),
                Answer.text(200, "application/json", "{\"access_token\":"),
                Answer.json(200, Map.of("token_type", "Bearer")),
                Answer.cut());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anExchangeThatFailsIsCarriedBack(Answer failure) {
        var callback = upToCallback(browser, begun);
        fake.always(Endpoint.TOKEN, failure);

        var back = returned(callback);

        assertThat(back.status()).isEqualTo("provider_error");
        assertEnded("provider_error");
    }

    @Test
    void anAccountThatCantBeToldIsCarriedBack() {
        var callback = upToCallback(browser, begun);
        fake.always(Endpoint.USERINFO, Answer.status(500));

        assertThat(returned(callback).status()).isEqualTo("provider_error");
        assertEnded("provider_error");
    }

    @Test
    void theAccountThatTheTokenResponseNamesIsTheConnectionsAndAnotherIsRefused() {
        var unused = seeds.register(fake, FakeProviderResource.NAMES_ACCOUNT);
        fake.behaviour().answerTokens(namingAccount("ada"));
        begun = consents.begin(platform, ids.next(), FakeProviderResource.NAMES_ACCOUNT);
        complete(returned(upToCallback(browser, begun)));
        assertThat(seeds.stored(begun.connection()).orElseThrow().document().accountId())
                .contains("ada");

        fake.behaviour().answerTokens(namingAccount("grace"));
        begun = consents.begin(platform, begun.connection(), FakeProviderResource.NAMES_ACCOUNT);

        assertThat(browser.open(upToCallback(browser, begun)).status()).isEqualTo(409);
    }

    @Test
    void aTokenResponseThatLacksTheAccountIsCarriedBackAndItsTokensAreRevoked() {
        var unused = seeds.register(fake, FakeProviderResource.NAMES_ACCOUNT);
        begun = consents.begin(platform, ids.next(), FakeProviderResource.NAMES_ACCOUNT);

        assertThat(returned(upToCallback(browser, begun)).status()).isEqualTo("provider_error");

        await().atMost(SOON).until(() -> !fake.received(Endpoint.REVOKE).isEmpty());
    }

    private static Function<Map<String, Object>, Answer> namingAccount(String account) {
        return reply -> {
            reply.put(FakeProviderResource.NAMED, account);
            return Answer.json(200, reply);
        };
    }

    @Test
    void anotherAccountIsRefusedAndForgottenAndHarmsNothing() {
        complete(returned(upToCallback(browser, begun)));
        var again = consents.begin(platform, begun.connection());
        fake.behaviour().signIn("another-" + ids.next());

        var callback = upToCallback(browser, again);
        var page = browser.open(callback);

        assertThat(page.status()).isEqualTo(409);
        assertThat(browser.open(callback).html()).isEqualTo(page.html());
        assertThat(page.text()).contains("another account");
        assertThat(page.links().get(0).absUrl("href"))
                .startsWith(Consents.RETURN_URL)
                .contains("status=account_changed");
        consents.complete(platform, again, "any")
                .statusCode(409)
                .body("authorizationStatus", equalTo("account_changed"));
        platform.read(begun.connection()).statusCode(200).body("generation", equalTo(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialForgotten.class))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.cause()).isEqualTo("account_changed");
                    assertThat(fact.revocation().revokedAtProvider().code()).isEqualTo("true");
                }));
        assertThat(seeds.stored(begun.connection()).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void anotherAccountIsWelcomeWhereTheRequestAllowedIt() {
        complete(returned(upToCallback(browser, begun)));
        var request = Consents.request(begun.connection());
        request.put("accountChangeAllowed", true);
        var again = Consents.begun(begun.connection(), Consents.post(platform, "", request));
        fake.behaviour().signIn("another");

        var back = returned(upToCallback(browser, again));

        consents.complete(platform, again, back.code().orElseThrow())
                .statusCode(200)
                .body("account.id", equalTo("another"))
                .body("generation", equalTo(2));
    }

    @Test
    void anAnswerForADeletedConnectionIsRefused() {
        var callback = upToCallback(browser, begun);
        platform.close(begun.connection(), false).statusCode(202);

        var page = browser.open(callback);

        assertThat(page.status()).isEqualTo(410);
        assertThat(exchanges()).isZero();
    }

    @Test
    void anAnswerThatIsRepeatedAfterTheDeletionIsCarriedBackAsBefore() {
        var callback = upToCallback(browser, begun);
        assertThat(returned(callback).status()).isEqualTo("consented");
        platform.close(begun.connection(), false).statusCode(202);

        assertThat(returned(callback).status()).isIn("consented", "closed");
    }

    @Test
    void whileVaultIsSealedAnAnswerIsNotUsedUp() {
        var callback = upToCallback(browser, begun);
        vault.seal();
        try {
            var page = browser.open(callback);

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
        } finally {
            vault.unseal();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        browser.open(callback, atReturnUrl()).status())
                .isZero());
    }

    private void complete(Return back) {
        consents.complete(platform, begun, back.code().orElseThrow()).statusCode(200);
    }

    private void assertEnded(String status) {
        consents.complete(platform, begun, "any")
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-" + status.replace('_', '-')))
                .body("authorizationStatus", equalTo(status));
    }

    private Return returned(URI callback) {
        var page = browser.open(callback, atReturnUrl());
        assertThat(page.status()).as(page.text()).isZero();
        return Return.of(page.uri());
    }

    private int exchanges() {
        return fake.received(Endpoint.TOKEN).size();
    }

    private static URI with(URI callback, String name, String value) {
        var encoded = URLEncoder.encode(value, UTF_8);
        return URI.create(without(callback, name) + "&" + name + "=" + encoded);
    }

    private static URI without(URI callback, String name) {
        return URI.create(callback.toString().replaceAll("(?<=[?&])" + name + "=[^&]*&?", ""));
    }
}
