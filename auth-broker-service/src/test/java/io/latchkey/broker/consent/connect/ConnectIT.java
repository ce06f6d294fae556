package io.latchkey.broker.consent.connect;

import static io.latchkey.broker.consent.Consents.atReturnUrl;
import static io.latchkey.broker.consent.Consents.press;
import static io.latchkey.broker.consent.Consents.upToCallback;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.SharedServers;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that a link opens, and its button. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ConnectIT {
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
    void thePageSaysWhatWillBeGrantedToWhomAtWhichProvider() {
        var page = browser.open(begun.url());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Connect your Fake account", "My <Fake>", "See your name", "Read your files", "Contact sync")
                .contains("127.0.0.1:9");
        assertThat(page.html()).doesNotContain("<Fake>");
    }

    @Test
    void thePageCantBeFramedStoredOrScripted() {
        given().get(begun.url())
                .then()
                .statusCode(200)
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    @Test
    void itsStylesheetIsServed() {
        var page = browser.open(begun.url());

        given().get(page.document().selectFirst("link[rel=stylesheet]").absUrl("href"))
                .then()
                .statusCode(200)
                .contentType("text/css");
    }

    @Test
    void openingThePageChangesNothing() {
        for (var visit = 0; visit < 3; visit++) {
            assertThat(new Browser().open(begun.url()).status()).isEqualTo(200);
        }

        assertThat(press(browser, begun, atReturnUrl()).status()).isZero();
    }

    @Test
    void aLinkThatNobodyMintedLeadsNowhere() {
        var page = browser.open(URI.create(SharedServers.publicUrl() + "/connect/invented"));

        assertThat(page.status()).isEqualTo(404);
    }

    @Test
    void aLinkExpires() {
        clock.advance(Duration.ofMinutes(60));

        assertThat(browser.open(begun.url()).status()).isEqualTo(410);
        consents.complete(platform, begun, "any")
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-expired"));
    }

    @Test
    void aLinkThatHasDoneItsWorkOpensNoMore() {
        assertThat(press(browser, begun, atReturnUrl()).status()).isZero();

        assertThat(browser.open(begun.url()).status()).isEqualTo(410);
    }

    @Test
    void aNewLinkMakesTheOldOneVoid() {
        var body = Map.of("connectionId", begun.connection(), "tenant", "acme");

        var url = Consents.post(platform, "/" + begun.id() + "/links", body)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("url");

        assertThat(browser.open(begun.url()).status()).isEqualTo(404);
        assertThat(browser.open(URI.create(url)).status()).isEqualTo(200);
    }

    @Test
    void aNewLinkThatItsPrincipalAsksForFreesItFromTheOldBrowser() {
        var old = upToCallback(browser, begun);
        var renewed = newLink(Consents.ADA);
        var other = new Browser();

        assertThat(press(other, renewed, atReturnUrl()).status()).isZero();
        assertThat(browser.open(old).status()).isEqualTo(400);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aNewLinkThatNobodyIsNamedForStaysWithItsBrowser() {
        assertThat(upToCallback(browser, begun)).isNotNull();
        var renewed = newLink(null);

        assertThat(press(new Browser(), renewed, anywhere -> false).status()).isEqualTo(403);
        assertThat(press(browser, renewed, atReturnUrl()).status()).isZero();
    }

    @Test
    void anotherPrincipalOfTheTenantGetsNoLink() {
        var callback = upToCallback(browser, begun);
        var body = Map.of(
                "connectionId",
                begun.connection(),
                "tenant",
                "acme",
                "principal",
                Map.of("issuer", "https://issuer.example", "subject", "bob", "client", "demo-app"));

        Consents.post(platform, "/" + begun.id() + "/links", body)
                .statusCode(403)
                .body("type", equalTo("urn:latchkey:problem:not-the-initiator"));
        assertThat(browser.open(callback, atReturnUrl()).status()).isZero();
    }

    @Test
    void whileTheProviderIsAskedThereIsNoNewLink() {
        var callback = upToCallback(browser, begun);
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var returning = CompletableFuture.supplyAsync(() -> browser.open(callback, atReturnUrl()));
        await().until(() -> fake.received(Endpoint.TOKEN).size() == 1);

        Consents.post(
                        platform,
                        "/" + begun.id() + "/links",
                        Map.of("connectionId", begun.connection(), "tenant", "acme", "principal", Consents.ADA))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-in-progress"));
        released.countDown();
        assertThat(returning.join().status()).isZero();
    }

    private Begun newLink(Map<String, String> principal) {
        var body = new HashMap<String, Object>(Map.of("connectionId", begun.connection(), "tenant", "acme"));
        body.put("principal", principal);
        var url = Consents.post(platform, "/" + begun.id() + "/links", body)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("url");
        return new Begun(begun.connection(), begun.id(), URI.create(url), begun.statusUrl());
    }

    @Test
    void eachOfTwoTabsThatOpenTheirFirstPageAtOnceCanContinue() {
        var another = consents.begin(platform, fake);
        var tabs = List.of(given().get(begun.url()), given().get(another.url()), given().get(begun.url()));
        var jar = new HashMap<String, String>();
        tabs.forEach(tab -> jar.putAll(tab.getCookies()));

        assertThat(tabs).allSatisfy(tab -> assertThat(continued(tab, tab == tabs.get(1) ? another : begun, jar))
                .isEqualTo(303));
    }

    @Test
    void theSecondClickOfADoubleClickIsTheSameBrowsers() {
        var page = given().get(begun.url());

        assertThat(continued(page, begun, page.getCookies())).isEqualTo(303);
        assertThat(continued(page, begun, page.getCookies())).isEqualTo(303);
        assertThat(continued(given().get(begun.url()), begun, Map.of())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void fetchingThePageAheadChangesNothing(String method) {
        assertThat(browser.fetch(method, begun.url(), Map.of("Sec-Purpose", "prefetch"))
                        .status())
                .isEqualTo(200);

        assertThat(press(browser, begun, atReturnUrl()).status()).isZero();
    }

    /** Presses <em>Continue</em> on {@code page} with these cookies, and keeps none of the answer's. */
    private static int continued(Response page, Begun begun, Map<String, String> cookies) {
        return given().redirects()
                .follow(false)
                .cookies(cookies)
                .header("Origin", SharedServers.publicUrl())
                .formParam("csrf", page.htmlPath().getString("**.find { it.@name == 'csrf' }.@value"))
                .post(begun.url())
                .statusCode();
    }

    @Test
    void anotherTenantGetsNoLink() {
        var body = Map.of("connectionId", begun.connection(), "tenant", "globex");

        Consents.post(platform, "/" + begun.id() + "/links", body).statusCode(404);
    }

    @Test
    void anAuthorizationThatIsOverGetsNoLink() {
        assertThat(press(browser, begun, atReturnUrl()).status()).isZero();
        var body = Map.of("connectionId", begun.connection(), "tenant", "acme");

        Consents.post(platform, "/" + begun.id() + "/links", body)
                .statusCode(409)
                .body("authorizationStatus", equalTo("consented"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost"})
    void aFormOfAnotherOriginIsRefused(String origin) {
        var page = browser.open(begun.url());
        var csrf = page.document().selectFirst("[name=csrf]").val();

        var answer = browser.post(begun.url(), Map.of("csrf", csrf), origin, anywhere -> false);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(fake.received(Endpoint.AUTHORIZE)).isEmpty();
    }

    @Test
    void aFormThatOurPageDidNotMakeIsRefused() {
        assertThat(browser.open(begun.url()).status()).isEqualTo(200);

        var answer = browser.post(begun.url(), Map.of("csrf", "guess"), SharedServers.publicUrl(), anywhere -> false);

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aFormFromABrowserThatNeverSawThePageIsRefused() {
        var csrf =
                browser.open(begun.url()).document().selectFirst("[name=csrf]").val();

        var answer =
                new Browser().post(begun.url(), Map.of("csrf", csrf), SharedServers.publicUrl(), anywhere -> false);

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void onlyTheBrowserThatContinuedMayContinueAgain() {
        assertThat(upToCallback(browser, begun)).isNotNull();

        var page = press(new Browser(), begun, anywhere -> false);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("another browser");
    }

    @Test
    void continuingAgainMakesTheEarlierAnswerVoid() {
        var first = upToCallback(browser, begun);
        var second = upToCallback(browser, begun);

        assertThat(browser.open(first).status()).isEqualTo(400);
        assertThat(browser.open(second, atReturnUrl()).status()).isZero();
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void theLinkOfADeletedConnectionGoesNowhere() {
        platform.close(begun.connection(), false).statusCode(202);

        assertThat(press(browser, begun, anywhere -> false).status()).isEqualTo(410);
    }

    @Test
    void aProviderThatTakesRequestsDirectlySeesOnlyAReferenceInTheBrowser() {
        var unused = seeds.register(fake, FakeProviderResource.PUSHED);
        begun = consents.begin(platform, ids.next(), FakeProviderResource.PUSHED);

        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);

        assertThat(fake.received(Endpoint.AUTHORIZE)).singleElement().satisfies(request -> assertThat(request.query())
                .containsOnlyKeys("client_id", "request_uri"));
        assertThat(fake.received(Endpoint.PUSHED)).singleElement().satisfies(request -> assertThat(request.form())
                .containsEntry("resource", fake.url())
                .containsKeys("redirect_uri", "state", "code_challenge"));
        assertThat(fake.received(Endpoint.TOKEN)).singleElement().satisfies(request -> assertThat(request.form())
                .containsEntry("resource", fake.url()));
    }

    @ParameterizedTest
    @MethodSource("notPushed")
    void aProviderThatDoesNotTakeTheRequestLeavesTheLinkAsItIs(Answer answer) {
        var unused = seeds.register(fake, FakeProviderResource.PUSHED);
        begun = consents.begin(platform, ids.next(), FakeProviderResource.PUSHED);
        fake.next(Endpoint.PUSHED, answer);

        var page = press(browser, begun, atReturnUrl());

        assertThat(page.status()).isEqualTo(502);
        assertThat(page.text()).contains("The provider can't start right now");
        assertThat(Return.of(press(browser, begun, atReturnUrl()).uri()).status())
                .isEqualTo("consented");
    }

    static Stream<Answer> notPushed() {
        return Stream.of(
                Answer.oauthError(400, "invalid_request"),
                Answer.json(201, Map.of("expires_in", 60)),
                Answer.status(503),
                Answer.cut());
    }

    @Test
    void theProviderIsAskedForExactlyWhatWasRequested() {
        assertThat(press(browser, begun, atReturnUrl()).status()).isZero();

        assertThat(fake.received(Endpoint.AUTHORIZE)).singleElement().satisfies(asked -> assertThat(asked.query())
                .containsEntry("scope", "openid files:read")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", SharedServers.publicUrl() + "/oauth2/callback/fake"));
    }
}
