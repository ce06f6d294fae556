package io.latchkey.broker.method.apikey;

import static io.latchkey.broker.consent.Consents.atReturnUrl;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.Forms;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection by API key, from the form to its end. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ApiKeyIT {
    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private final String key = Marks.secret("key");
    private final Browser browser = new Browser();
    private final Forms forms = new Forms(browser);
    private Platform platform;

    /** Where a provider looks for the key. */
    enum Sent {
        HEADER(FakeProviderResource.KEY_IN_HEADER),
        QUERY(FakeProviderResource.KEY_IN_QUERY),
        BASIC(FakeProviderResource.KEY_IN_BASIC);

        private final String provider;

        Sent(String provider) {
            this.provider = provider;
        }

        String authorization(String key) {
            return switch (this) {
                case HEADER -> "Token " + key;
                case QUERY -> null;
                case BASIC -> "Basic " + Base64.getEncoder().encodeToString(("ada@example.com:" + key).getBytes(UTF_8));
            };
        }

        Map<String, String> entered(String key) {
            return this == BASIC ? Map.of("email", "ada@example.com", "key", key) : Map.of("key", key);
        }
    }

    @BeforeEach
    void acceptTheKey() {
        fake.reset();
        platform = new Platform(tokens);
        accept(key, "account-1");
    }

    /** Only a request that carries the key gets a good answer. */
    private void accept(String expected, String account) {
        fake.always(Endpoint.USERINFO, exchange -> {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            var inQuery = String.valueOf(exchange.getRequestURI().getRawQuery()).contains("api_key=" + expected);
            var good = inQuery
                    || Sent.HEADER.authorization(expected).equals(authorization)
                    || Sent.BASIC.authorization(expected).equals(authorization);
            var answer = good
                    ? Answer.json(200, Map.of("sub", account, "email", account + "@fake.example"))
                    : Answer.status(401);
            answer.to(exchange);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsTriedHeldCompletedAndHandedOutAsItMustBeSent(Sent sent) {
        var connection = completed(sent);

        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("api-key"))
                .body("accessToken", nullValue())
                .body("accessTokenExpiresAt", nullValue())
                .body("headers.Authorization", equalTo(sent.authorization(key)))
                .body("query", sent == Sent.QUERY ? equalTo(Map.of("api_key", key)) : anEmptyMap());
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        platform.refresh(connection)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:not-refreshable"))
                .body("detail", containsString("key"))
                .body("detail", not(containsString("token")));
    }

    @Test
    void aKeyInThePathIsInTheUrlThatIsHandedOut() {
        fake.always(Endpoint.USERINFO, exchange -> Answer.status(
                        exchange.getRequestURI().getPath().equals("/userinfo/bot" + key + "/me") ? 200 : 401)
                .to(exchange));
        var begun = consents.begin(platform, ids.next(), FakeProviderResource.KEY_IN_PATH);

        assertThat(enter(form(begun), Map.of("key", "lkcanary-wrong/../x")).status())
                .isEqualTo(422);
        complete(begun, enter(form(begun), Map.of("key", key)));

        platform.read(begun.connection())
                .statusCode(200)
                .body("headers", anEmptyMap())
                .body("apiUrl", equalTo(fake.url(Endpoint.USERINFO) + "/bot" + key));
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
    }

    @Test
    void aKeyInTheBodyIsAddedToWhatTheRequestHas() {
        fake.always(Endpoint.USERINFO, Answer.json(200, Map.of()));
        var begun = consents.begin(platform, ids.next(), FakeProviderResource.KEY_IN_BODY);

        complete(begun, enter(form(begun), Map.of("key", key)));

        assertThat(fake.received(Endpoint.USERINFO).get(0).body()).isEqualTo("{\"a\":1,\"api_key\":\"" + key + "\"}");
        platform.read(begun.connection())
                .statusCode(200)
                .body("headers", anEmptyMap())
                .body("body", equalTo(Map.of("api_key", key)));
    }

    @Test
    void thePersonNamesTheHostOfASelfHostedProvider() {
        var host = URI.create(fake.url()).getAuthority();
        var begun = consents.begin(platform, ids.next(), FakeProviderResource.KEY_AT_HOST);

        for (var wrong : List.of("http://" + host, host + "/x", "u@" + host, host + "#", host + "\\x")) {
            var page = pressed(begun, wrong);
            assertThat(page.status()).as(wrong).isEqualTo(422);
            assertThat(page.text()).contains("git.acme.example");
        }
        complete(begun, enter(pressed(begun, " " + host + " "), Map.of("key", key)));

        platform.read(begun.connection())
                .statusCode(200)
                .body("parameters.host", equalTo(host))
                .body("headers.Authorization", equalTo("Token " + key));
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
    }

    private Page pressed(Begun begun, String host) {
        var page = browser.open(begun.url());
        var form = page.formWith("button").orElseThrow();
        return browser.submit(
                page, form, form.selectFirst("button"), Map.of("parameter.host", host), Consents.atReturnUrl());
    }

    @Test
    void aRefusedKeyUsesNothingUpAndIsNeverShownAgain() {
        var form = form(begin(Sent.HEADER));
        var wrong = Marks.secret("wrong");

        var refused = enter(form, Map.of("key", wrong));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("did not accept this");
        assertThat(refused.html()).doesNotContain(wrong);
        assertThat(Return.of(enter(refused, Map.of("key", key)).uri()).status()).isEqualTo("consented");
    }

    @Test
    void whatCantBeAKeyIsNotSentToTheProvider() {
        var form = form(begin(Sent.HEADER));

        for (var entered : new String[] {"", "short", key + " "}) {
            var again = enter(form, Map.of("key", entered));
            assertThat(again.status()).as(entered).isEqualTo(422);
            assertThat(again.text()).contains("API token");
        }
        var colon = enter(form(begin(Sent.BASIC)), Map.of("email", "ada:b@example.com", "key", key));
        assertThat(colon.status()).isEqualTo(422);
        assertThat(colon.text()).contains("must not contain a colon (:)");
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
    }

    @Test
    void aProviderThatDoesNotAnswerHasRefusedNothing() {
        var form = form(begin(Sent.HEADER));
        for (var attempt = 0; attempt < 6; attempt++) {
            fake.next(Endpoint.USERINFO, Answer.status(503));
            var again = enter(form, Map.of("key", key));
            assertThat(again.status()).isEqualTo(503);
            assertThat(again.text()).contains("does not respond");
        }

        assertThat(Return.of(enter(form, Map.of("key", key)).uri()).status()).isEqualTo("consented");
    }

    @ParameterizedTest
    @CsvSource({
        "403, 422, denies the access",
        "402, 422, denies the access",
        "404, 502, HTTP status 404",
        "302, 502, HTTP status 302"
    })
    void whatIsNoRefusalOfTheKeyIsSaidAndUsesNothingUp(int answer, int status, String words) {
        var form = form(begin(Sent.HEADER));
        for (var attempt = 0; attempt < 6; attempt++) {
            fake.next(Endpoint.USERINFO, Answer.status(answer));
            var again = enter(form, Map.of("key", key));
            assertThat(again.status()).isEqualTo(status);
            assertThat(again.text()).contains(words).doesNotContain("did not accept");
        }

        assertThat(Return.of(enter(form, Map.of("key", key)).uri()).status()).isEqualTo("consented");
    }

    @Test
    void thePagesOfAKeyDoNotSpeakOfSigningInOrAccounts() {
        var page = browser.open(begin(Sent.QUERY).url());

        assertThat(page.text())
                .contains("On the next page you enter: API token.")
                .doesNotContain("sign in")
                .doesNotContain("be asked to grant")
                .doesNotContain("which account");
        assertThat(browser.open(begin(Sent.HEADER).url()).text()).contains("which account");
    }

    @Test
    void aKeyThatNothingVerifiesIsStoredAsItIsEntered() {
        var begun = consents.begin(platform, ids.next(), FakeProviderResource.KEY_UNVERIFIED);
        var form = form(begun);

        assertThat(form.text()).contains("We cannot test credentials").doesNotContain("We test");
        complete(begun, enter(form, Map.of("key", key)));

        platform.read(begun.connection()).statusCode(200).body("headers.Authorization", equalTo("Token " + key));
        platform.probe(begun.connection())
                .statusCode(200)
                .body("outcome", equalTo("not_verifiable"))
                .body("latencyMillis", nullValue());
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
    }

    @Test
    void anotherMethodOfTheProviderIsTakenWhereItIsNamedAndKeptByReauthorizations() {
        var connection = ids.next();
        var first = consents.begin(platform, connection, FakeProviderResource.KEY_OR_LOGIN);
        assertThat(form(first).text()).contains("API token");

        var named = consents.begin(platform, connection, FakeProviderResource.KEY_OR_LOGIN, "login");
        accept(key, "account-1");
        complete(named, enter(form(named), Map.of("username", "ada@example.com", "password", key)));
        platform.read(connection).statusCode(200).body("type", equalTo("basic"));

        assertThat(form(consents.begin(platform, connection, FakeProviderResource.KEY_OR_LOGIN))
                        .text())
                .contains("E-mail address");
        var back = consents.begin(platform, connection, FakeProviderResource.KEY_OR_LOGIN, "key");
        complete(back, enter(form(back), Map.of("key", key)));
        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("api-key"))
                .body("generation", equalTo(2));
        await().untilAsserted(() -> assertThat(FactLog.of(connection, CredentialAuthorized.class))
                .extracting(CredentialAuthorized::method)
                .containsExactly("login", "key"));
    }

    @Test
    void fiveRefusalsEndTheAuthorization() {
        var begun = begin(Sent.HEADER);
        var form = form(begun);
        for (var attempt = 0; attempt < 4; attempt++) {
            assertThat(enter(form, Map.of("key", Marks.secret("wrong"))).status())
                    .isEqualTo(422);
        }

        var last = enter(form, Map.of("key", Marks.secret("wrong")));

        assertThat(last.status()).isEqualTo(403);
        assertThat(last.text()).contains("five times");
        given().get(begun.statusUrl())
                .then()
                .body("status", equalTo("provider_error"))
                .body("reason", equalTo("refused_too_often"));
        assertThat(browser.open(begun.url()).status()).isEqualTo(410);
        assertThat(enter(form, Map.of("key", key)).status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void anotherBrowserSeesNoFormAndCanEnterNothing() {
        var form = form(begin(Sent.HEADER));
        var other = new Browser();

        assertThat(other.open(form.uri()).status()).isEqualTo(403);
        assertThat(new Forms(other).enter(form, Map.of("key", key)).status()).isEqualTo(403);
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        var form = form(begin(Sent.HEADER));

        var refused = browser.post(form.uri(), Map.of("key", key), "https://evil.example", atReturnUrl());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
    }

    @Test
    void aFormThatIsSentTwiceLeadsToTheSameCode() {
        var form = form(begin(Sent.HEADER));

        var once = Return.of(enter(form, Map.of("key", key)).uri());
        var twice = Return.of(enter(form, Map.of("key", key)).uri());

        assertThat(twice.code()).isPresent().isEqualTo(once.code());
    }

    @Test
    void aKeyIsReplacedByAReauthorization() {
        var connection = completed(Sent.QUERY);
        var next = Marks.secret("next");
        accept(next, "account-1");
        var begun = consents.begin(platform, connection, Sent.QUERY.provider);
        var form = form(begun);

        assertThat(form.text()).contains("make sure that it is the same account");
        complete(begun, enter(form, Map.of("key", next)));

        platform.read(connection)
                .statusCode(200)
                .body("generation", equalTo(2))
                .body("query", equalTo(Map.of("api_key", next)));
    }

    @Test
    void aKeyOfAnotherAccountIsRefused() {
        var connection = completed(Sent.HEADER);
        var next = Marks.secret("next");
        accept(next, "account-2");

        var refused = enter(form(consents.begin(platform, connection, Sent.HEADER.provider)), Map.of("key", next));

        assertThat(refused.status()).isEqualTo(409);
        platform.read(connection).statusCode(200).body("headers.Authorization", equalTo("Token " + key));
    }

    @Test
    void aDeletedConnectionLeavesNoKey() {
        var connection = completed(Sent.HEADER);

        platform.close(connection, false).statusCode(202);

        platform.read(connection).statusCode(404);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
    }

    private UUID completed(Sent sent) {
        var begun = begin(sent);
        complete(begun, enter(form(begun), sent.entered(key)));
        return begun.connection();
    }

    private void complete(Begun begun, Page returned) {
        var code = Return.of(returned.uri()).code().orElseThrow(() -> new AssertionError(returned.text()));
        consents.complete(platform, begun, code).statusCode(200);
    }

    private Begun begin(Sent sent) {
        return consents.begin(platform, ids.next(), sent.provider);
    }

    private Page form(Begun begun) {
        return forms.open(begun);
    }

    private Page enter(Page form, Map<String, String> fields) {
        return forms.enter(form, fields);
    }
}
