package io.latchkey.broker.consent;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection parameters, from the request and the page to requests with the credential. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ParametersIT {
    private static final String PROVIDER = FakeProviderResource.PARAMETERS;

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private final Browser browser = new Browser();
    private Platform platform;
    private String host;

    @BeforeEach
    void answerWithValues() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        host = URI.create(fake.url()).getAuthority();
        namesInstance(fake.url());
        fake.always(
                Endpoint.USERINFO,
                Answer.json(200, Map.of("sub", "account-1", "email", "ada@fake.example", "site", "site-7")));
        assertThat(seeds.register(fake, PROVIDER).clientId())
                .isEqualTo(fake.behaviour().clientId());
    }

    private void namesInstance(String url) {
        fake.behaviour().answerTokens(reply -> {
            var named = new HashMap<>(reply);
            named.put("instance_url", url);
            return Answer.json(200, named);
        });
    }

    @Test
    void valuesFromTheRequestThePageAndTheProviderFillAllRequests() {
        var begun = begin(ids.next(), Map.of("org", "acme"));

        var callback = continued(begun, Map.of("parameter.region", "us"));
        assertThat(fake.received(Endpoint.AUTHORIZE).get(0).query())
                .containsEntry("org", "acme")
                .containsEntry("region", "us")
                .containsEntry("scope", "openid files:acme");
        var back = browser.open(URI.create(callback + "&server=" + host), Consents.atReturnUrl());
        consents.complete(platform, begun, Return.of(back.uri()).code().orElseThrow())
                .statusCode(200)
                .body("parameters.org", equalTo("acme"))
                .body("parameters.region", equalTo("us"))
                .body("parameters.server", equalTo(host))
                .body("parameters.instance", equalTo(host))
                .body("parameters.site", equalTo("site-7"));

        assertThat(fake.received(Endpoint.TOKEN).get(0).query()).containsEntry("org", "acme");
        platform.read(begun.connection())
                .statusCode(200)
                .body("apiUrl", equalTo("http://" + host + "/v1/acme"))
                .body("parameters.site", equalTo("site-7"))
                .body("headers", hasEntry("X-Site", "site-7"))
                .body("headers", hasEntry("X-Client", fake.behaviour().clientId()));
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
        var probe = last(Endpoint.USERINFO);
        assertThat(probe.path()).isEqualTo("/userinfo/site-7");
        assertThat(probe.headers().getFirst("X-Site")).isEqualTo("site-7");
        platform.refresh(begun.connection()).statusCode(200).body("parameters.org", equalTo("acme"));
        assertThat(last(Endpoint.TOKEN).path()).isEqualTo("/token/acme");
    }

    private ReceivedRequest last(Endpoint endpoint) {
        var received = fake.received(endpoint);
        return received.get(received.size() - 1);
    }

    @Test
    void thePageAsksForWhatTheRequestDoesNotName() {
        var page = browser.open(begin(ids.next(), null).url());

        var document = page.document();
        assertThat(page.text()).contains("Organisation", "The part after the slash.", "Region", "United States");
        assertThat(document.select("input[name=parameter.org]").attr("placeholder"))
                .isEqualTo("acme");
        assertThat(document.select("select[name=parameter.region] option[selected]")
                        .attr("value"))
                .isEqualTo("eu");
        var named = browser.open(
                begin(ids.next(), Map.of("org", "acme", "region", "us")).url());
        assertThat(named.document().select("[name^=parameter]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UPPER", "a/b", "{access_token}", "\"><script>"})
    void anUnacceptableValueStaysOnThePageWithItsFault(String value) {
        var begun = begin(ids.next(), null);

        var again = press(begun, Map.of("parameter.org", value, "parameter.region", "us"));

        assertThat(again.status()).isEqualTo(422);
        var field = again.document().select("input[name=parameter.org]");
        assertThat(field.attr("value")).isEqualTo(value);
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(again.text()).contains("Example: acme");
        assertThat(again.document().select("script")).isEmpty();
        assertThat(again.document()
                        .select("select[name=parameter.region] option[selected]")
                        .attr("value"))
                .isEqualTo("us");
        assertThat(continued(begun, Map.of("parameter.org", "acme", "parameter.region", "us")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org    | ACME | parameters.org    | must match [a-z]+         | Send a value such as acme
            region | asia | parameters.region | must be one of eu, us     | Send a value such as eu
            orgs   | acme | parameters.orgs   | no parameter of that id   | Did you mean org
            site   | x    | parameters.site   | names this value during   | Omit it
            """)
    void anInvalidValueInTheRequestIsNamed(String id, String value, String field, String detail, String remedy) {
        Consents.post(platform, "", request(ids.next(), Map.of(id, value)))
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", containsString(detail))
                .body("remedy", containsString(remedy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1@evil.example",
                "127.0.0.1.evil.example",
                "https://evil.example/127.0.0.1",
                "127.0.0.1:1/x@evil.example",
                "127.0.0.1:99999999",
                ""
            })
    void aCallbackThatNamesAnotherServerReachesNobody(String server) {
        var begun = begin(ids.next(), Map.of("org", "acme", "region", "eu"));
        var callback = continued(begun, Map.of());
        var named = server.isEmpty() ? "" : "&server=" + URLEncoder.encode(server, UTF_8);

        var back = browser.open(URI.create(callback + named), Consents.atReturnUrl());

        assertThat(back.uri().getQuery()).contains("status=provider_error");
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
        assertThat(reasonOf(begun)).isEqualTo("unexpected_value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://127.0.0.1@evil.example/", "not a url"})
    void aTokenResponseThatNamesAnotherHostIsRefusedAndItsTokenGoesNowhere(String url) {
        var begun = begin(ids.next(), Map.of("org", "acme", "region", "eu"));
        namesInstance(url);

        var back = browser.open(URI.create(continued(begun, Map.of()) + "&server=" + host), Consents.atReturnUrl());

        assertThat(back.uri().getQuery()).contains("status=provider_error");
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
        await().untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty());
    }

    @Test
    void valuesOfATokenResponseWithoutAnAccessTokenAreKept() {
        fake.behaviour().answerTokens(reply -> {
            var named = new HashMap<>(reply);
            named.put("instance_url", fake.url());
            if (fake.received(Endpoint.TOKEN).size() == 1) {
                named.remove("access_token");
            }
            return Answer.json(200, named);
        });

        complete(begin(ids.next(), Map.of("org", "acme", "region", "eu"))).body("parameters.instance", equalTo(host));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void aReauthorizationKeepsTheValuesAndTheHost() {
        var connection = ids.next();
        var first = begin(connection, Map.of("org", "acme", "region", "eu"));
        var unused = complete(first);

        var second = begin(connection, Map.of("region", "us"));
        complete(second).body("parameters.org", equalTo("acme")).body("parameters.region", equalTo("us"));

        Consents.post(platform, "", request(connection, Map.of("org", "globex")))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:parameter-fixed"))
                .body("field", equalTo("parameters.org"))
                .body("remedy", containsString("new connection"));
    }

    /** The secret of the client would be sent to a server that the person chooses. */
    @Test
    void aClientOfTheInstallationIsUsedAtNoHostThatAPersonNames() {
        assertThat(seeds.register(fake, FakeProviderResource.CODE_AT_HOST)).isNotNull();
        var request = request(ids.next(), Map.of("host", host));
        request.put("provider", FakeProviderResource.CODE_AT_HOST);
        request.put("client", "registered");

        Consents.post(platform, "", request)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-per-host"));
    }

    @Test
    void theProviderSaysWhatItAsksFor() {
        platform.worker()
                .get("/v1/providers/{id}", PROVIDER)
                .then()
                .statusCode(200)
                .body("parameters.id", contains("org", "region"))
                .body("parameters[0].label", equalTo("Organisation"))
                .body("parameters[0].example", equalTo("acme"))
                .body("parameters[1].choices.value", contains("eu", "us"))
                .body("parameters[1].suggested", equalTo("eu"));
    }

    private ValidatableResponse complete(Begun begun) {
        var back = browser.open(URI.create(continued(begun, Map.of()) + "&server=" + host), Consents.atReturnUrl());
        return consents.complete(platform, begun, Return.of(back.uri()).code().orElseThrow())
                .statusCode(200);
    }

    private Begun begin(UUID connection, Map<String, String> parameters) {
        return Consents.begun(connection, Consents.post(platform, "", request(connection, parameters)));
    }

    private static Map<String, Object> request(UUID connection, Map<String, String> parameters) {
        var request = Consents.request(connection);
        request.put("provider", PROVIDER);
        request.put("modules", List.of());
        request.put("parameters", parameters);
        return request;
    }

    private static String reasonOf(Begun begun) {
        return given().get(begun.statusUrl()).then().statusCode(200).extract().path("reason");
    }

    /** The callback to which the provider redirects the browser, without the parameter that it adds. */
    private URI continued(Begun begun, Map<String, String> entered) {
        return press(begun, entered).uri();
    }

    private Page press(Begun begun, Map<String, String> entered) {
        var page = browser.open(begun.url());
        var form = page.formWith("button").orElseThrow();
        return browser.submit(page, form, form.selectFirst("button"), entered, uri -> uri.getPath()
                .startsWith("/oauth2/callback/"));
    }
}
