package io.latchkey.broker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.FakeShapes;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values of the client that each request to a provider's API carries. The leak canary looks for both everywhere. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ClientValuesIT {
    private static final String PROVIDER = FakeShapes.CLIENT_VALUES;
    private static final String TOKEN = "developer_token";
    private static final String KEY = "app_key";

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private final Browser browser = new Browser();
    private final String developerToken = Marks.secret("developer");
    private final String appKey = Marks.secret("app");
    private Platform platform;

    @BeforeEach
    void noClient() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        seeds.forgetClients(PROVIDER);
    }

    @AfterEach
    void forget() {
        seeds.forgetClients(PROVIDER);
    }

    @Test
    void requestsOfTheBrokerAndOfServicesCarryThem() {
        register(values()).statusCode(200).body("values", equalTo(List.of(KEY, TOKEN)));

        var connection = connected();
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        assertThat(fake.received(Endpoint.USERINFO)).hasSize(2).allSatisfy(this::carriesBoth);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1).noneSatisfy(this::carriesBoth);
        platform.read(connection)
                .statusCode(200)
                .body("headers.Developer-Token", equalTo(developerToken))
                .body("headers.X-Version", equalTo("7"))
                .body("query.app", equalTo(appKey))
                .body("query.client", equalTo(fake.behaviour().clientId()));
        platform.close(connection, false).statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty().allSatisfy(this::carriesBoth));
    }

    @Test
    void aNewValueIsUsedAtOnce() {
        register(values()).statusCode(200);
        var connection = connected();
        var replaced = Marks.secret("developer");

        register(Map.of(TOKEN, replaced, KEY, appKey)).statusCode(200);

        platform.read(connection).body("headers.Developer-Token", equalTo(replaced));
        platform.refresh(connection).statusCode(200).body("headers.Developer-Token", equalTo(replaced));
    }

    @Test
    void aNewSecretOfTheClientKeepsThem() {
        register(values()).statusCode(200);

        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientSecret", Marks.secret("client")))
                .post("/v1/providers/{id}/client/secrets", PROVIDER)
                .then()
                .statusCode(200)
                .body("values", equalTo(List.of(KEY, TOKEN)));
    }

    @Test
    void aRegistrationNamesExactlyTheValuesOfTheCatalog() {
        refused(null, "values.developer_token").body("detail", containsString("Developer token"));
        refused(Map.of(TOKEN, developerToken), "values.app_key")
                .body("remedy", containsString("as the provider shows it"));
        refused(Map.of(TOKEN, " ", KEY, appKey), "values.developer_token")
                .body("detail", containsString("missing or empty"));
        refused(Map.of(TOKEN, "short", KEY, appKey), "values.developer_token")
                .body("remedy", containsString("[a-z0-9-]{8,}"));
        refused(Map.of(TOKEN, developerToken, KEY, "two\nlines"), "values.app_key")
                .body("detail", containsString("another form"));
        refused(Map.of(TOKEN, developerToken, KEY, appKey, "app_kex", "x"), "values")
                .body("remedy", containsString("app_key"));
        register(FakeShapes.SIGNED, values()).statusCode(400).body("field", equalTo("values"));
        catalog().body("methods[0].client.configured", equalTo(false));
    }

    /** The entry may have been changed after the client was registered. */
    @Test
    void aClientThatLacksAValueIsNotConfigured() {
        assertThat(seeds.register(fake, PROVIDER).values()).isEmpty();

        catalog()
                .body("methods[0].client.configured", equalTo(false))
                .body("methods[0].client.registeredBy", equalTo("installation"))
                .body("methods[0].client.missing", equalTo(List.of(TOKEN, KEY)))
                .body("methods[0].client.values.label", equalTo(List.of("Developer token", "Application key")))
                .body("methods[0].client.values.visible", equalTo(List.of(false, true)));
        Consents.post(platform, "", request())
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-incomplete"))
                .body("missing", equalTo(List.of(TOKEN, KEY)))
                .body("detail", allOf(containsString("Developer token"), containsString("Application key")));

        register(values()).statusCode(200);
        catalog().body("methods[0].client.configured", equalTo(true)).body("methods[0].client.missing", nullValue());
    }

    @Test
    void aValueThatIsMissingLaterEndsNoReadAndIsTheOperatorsFault() {
        register(values()).statusCode(200);
        var connection = connected();
        var probes = fake.received(Endpoint.USERINFO).size();

        assertThat(seeds.register(fake, PROVIDER).values()).isEmpty();

        platform.read(connection)
                .statusCode(200)
                .body("headers.Developer-Token", nullValue())
                .body("headers.X-Version", equalTo("7"));
        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("operator_fault"))
                .body("detail", equalTo("client_value_missing"));
        assertThat(fake.received(Endpoint.USERINFO)).hasSize(probes);
    }

    @Test
    void aUserEntersTheValuesOfAnOwnClient() {
        var request = request();
        request.put("client", "own");
        var begun = Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));
        var page = Consents.press(browser, begun, uri -> false);
        assertThat(page.document().select("input[name=developer_token]").attr("type"))
                .isEqualTo("password");
        assertThat(page.document().select("input[name=app_key]").attr("type")).isEqualTo("text");

        var again = submit(page, Map.of(TOKEN, "short", KEY, appKey), uri -> false);
        assertThat(again.text()).contains("“Developer token” is missing");
        var back = submit(again, values(), Consents.atReturnUrl());

        consents.complete(platform, begun, Return.of(back.uri()).code().orElseThrow())
                .statusCode(200);
        assertThat(fake.received(Endpoint.USERINFO)).hasSize(1).allSatisfy(this::carriesBoth);
        platform.read(begun.connection()).body("headers.Developer-Token", equalTo(developerToken));
    }

    @Test
    void aDynamicRegistrationTakesThemAndSendsThemToNoOne() {
        registerDynamically(Map.of()).statusCode(400).body("field", equalTo("values.developer_token"));
        assertThat(fake.received(Endpoint.REGISTER)).isEmpty();

        registerDynamically(Map.of("values", values())).statusCode(201);

        assertThat(fake.received(Endpoint.REGISTER).get(0).body())
                .doesNotContain(developerToken)
                .doesNotContain(appKey);
        platform.read(connected()).body("headers.Developer-Token", equalTo(developerToken));
    }

    private Map<String, String> values() {
        return Map.of(TOKEN, developerToken, KEY, appKey);
    }

    private void carriesBoth(ReceivedRequest request) {
        assertThat(request.headers().getFirst("Developer-Token")).isEqualTo(developerToken);
        assertThat(request.query())
                .containsEntry("app", appKey)
                .containsEntry("client", fake.behaviour().clientId());
    }

    private UUID connected() {
        Begun begun = consents.begin(platform, ids.next(), PROVIDER);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        return begun.connection();
    }

    private Map<String, Object> request() {
        var request = Consents.request(ids.next());
        request.put("provider", PROVIDER);
        return request;
    }

    private ValidatableResponse catalog() {
        return platform.worker().get("/v1/providers/{id}", PROVIDER).then().statusCode(200);
    }

    private ValidatableResponse refused(Map<String, String> values, String field) {
        return register(values).statusCode(400).body("field", equalTo(field)).body(not(containsString(developerToken)));
    }

    private ValidatableResponse register(Map<String, String> values) {
        return register(PROVIDER, values);
    }

    private ValidatableResponse register(String provider, Map<String, String> values) {
        var client = new HashMap<String, Object>();
        client.put("clientId", fake.behaviour().clientId());
        client.put("clientSecret", fake.behaviour().clientSecret());
        client.put("values", values);
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(client)
                .put("/v1/providers/{id}/client", provider)
                .then();
    }

    private ValidatableResponse registerDynamically(Map<String, Object> request) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/providers/{id}/client/registrations", PROVIDER)
                .then();
    }

    private Page submit(Page page, Map<String, String> values, Predicate<URI> stop) {
        var entered = new HashMap<>(values);
        entered.put("client_id", fake.behaviour().clientId());
        entered.put("client_secret", fake.behaviour().clientSecret());
        var form = page.formWith("button").orElseThrow(() -> new AssertionError(page.text()));
        return browser.submit(page, form, form.selectFirst("button"), entered, stop);
    }
}
