package io.latchkey.broker.consent.response;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.Forms;
import io.latchkey.demo.browser.Browser;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.openapi.AsDocumented;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that connects an account without a browser. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ResponseIT {
    @Inject
    Consents consents;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;

    private final String key = Marks.secret("key");
    private Platform platform;
    private String ada;

    @BeforeEach
    void acceptTheKey() {
        fake.reset();
        clock.reset();
        platform = new Platform(tokens);
        ada = tokens.user("ada");
        fake.always(Endpoint.USERINFO, exchange -> {
            var good = ("Token " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            (good ? Answer.json(200, Map.of("sub", "account-1", "email", "ada@fake.example")) : Answer.status(401))
                    .to(exchange);
        });
    }

    @Test
    void aKeyIsTriedHeldAndCompletedLikeThatOfAForm() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);

        var code = respond(begun, Map.of("key", key))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("connectionId", equalTo(begun.connection().toString()))
                .body("authorizationId", equalTo(begun.id().toString()))
                .body("status", equalTo("consented"))
                .body("expiresAt", notNullValue())
                .extract()
                .<String>path("code");
        status(begun).body("status", equalTo("consented"));
        platform.read(begun.connection()).statusCode(409);

        complete(begun, code).statusCode(200).body("account.label", equalTo("ada@fake.example"));
        platform.read(begun.connection()).statusCode(200).body("headers.Authorization", equalTo("Token " + key));
    }

    @Test
    void aRepeatedResponseGetsTheSameCodeUntilItIsRedeemed() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        var first = code(respond(begun, Map.of("key", key)));
        var asked = fake.received(Endpoint.USERINFO).size();

        assertThat(code(respond(begun, Map.of("key", Marks.secret("other"))))).isEqualTo(first);
        assertThat(fake.received(Endpoint.USERINFO)).hasSize(asked);
        complete(begun, first).statusCode(200);

        respond(begun, Map.of("key", key))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-completed"));
    }

    @Test
    void twoResponsesAtTheSameTimeGetTheSameCode() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);

        var other = CompletableFuture.supplyAsync(() -> code(respond(begun, Map.of("key", key))));

        assertThat(code(respond(begun, Map.of("key", key)))).isEqualTo(other.join());
    }

    @Test
    void onlyThePrincipalThatStartedFindsTheAuthorization() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);

        for (var stranger : new String[] {"grace", "linus"}) {
            respond(tokens.user(stranger), begun, body(Map.of("key", key)))
                    .statusCode(404)
                    .body("detail", equalTo("There is no such authorization."));
        }
        respond(tokens.service("acme-worker"), begun, body(Map.of("key", key))).statusCode(403);
        given().contentType(ContentType.JSON)
                .body(body(Map.of("key", key)))
                .post("/v1/authorizations/{id}/response", begun.id())
                .then()
                .statusCode(401);
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
        status(begun).body("status", equalTo("created"));
    }

    @Test
    void aDeletedConnectionAndAnUnknownAuthorizationAreNotFound() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        platform.close(begun.connection(), false).statusCode(202);

        respond(begun, Map.of("key", key)).statusCode(404);
        respond(
                        ada,
                        new Begun(begun.connection(), ids.next(), begun.url(), begun.statusUrl()),
                        body(Map.of("key", key)))
                .statusCode(404);
    }

    @Test
    void aRefusedKeyConsumesNothingAndTheFifthRefusalEndsTheAuthorization() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        for (var attempt = 0; attempt < 4; attempt++) {
            respond(begun, Map.of("key", Marks.secret("wrong")))
                    .statusCode(422)
                    .body("type", equalTo("urn:latchkey:problem:credential-refused"))
                    .body("field", equalTo("fields"));
        }
        status(begun).body("status", equalTo("started"));

        respond(begun, Map.of("key", Marks.secret("wrong")))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-provider-error"))
                .body("reason", equalTo("refused_too_often"));

        status(begun).body("status", equalTo("provider_error"));
        respond(begun, Map.of("key", key)).statusCode(409).body("reason", equalTo("refused_too_often"));
    }

    @Test
    void refusalsAreCountedAcrossFlows() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        for (var attempt = 0; attempt < 4; attempt++) {
            respond(begun, Map.of("key", Marks.secret("wrong"))).statusCode(422);
            clock.advance(Duration.ofMinutes(11));
        }

        respond(tokens.user("ada"), begun, body(Map.of("key", Marks.secret("wrong"))))
                .statusCode(409)
                .body("reason", equalTo("refused_too_often"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, 422, credential-lacks-access",
        "404, 503, provider-response-unexpected",
        "503, 503, provider-unavailable"
    })
    void whatIsNoRefusalOfTheKeyIsSaidAndConsumesNothing(int answer, int status, String problem) {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        for (var attempt = 0; attempt < 6; attempt++) {
            fake.next(Endpoint.USERINFO, Answer.status(answer));
            var refused = respond(begun, Map.of("key", key))
                    .statusCode(status)
                    .body("type", equalTo("urn:latchkey:problem:" + problem))
                    .body("remedy", notNullValue());
            if (status == 503) {
                refused.header("Retry-After", notNullValue());
            }
        }

        respond(begun, Map.of("key", key)).statusCode(200);
    }

    @Test
    void everyFieldAtFaultIsNamedAndNothingIsSent() {
        var begun = begin(FakeProviderResource.KEY_IN_BASIC);

        respond(begun, Map.of("email", "ada:b@example.com", "kee", key))
                .statusCode(400)
                .body("fields", contains("fields.kee", "fields.key", "fields.email"))
                .body("detail", containsString("fields.key: “API token” is missing"))
                .body("detail", containsString("colon"))
                .body("remedy", containsString("Did you mean key?"));
        respond(begun, Map.of("email", "ada@example.com", "key", key + " "))
                .statusCode(400)
                .body("field", equalTo("fields.key"))
                .body("detail", not(containsString(key)));
        respond(ada, begun, "{}").statusCode(400).body("field", equalTo("fields"));
        respond(ada, begun, "{\"fields\":{\"key\":null}}").statusCode(400).body("field", startsWith("fields"));
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
        status(begun).body("status", equalTo("created"));
    }

    @Test
    void parametersThatAreNotKnownYetAreSentWithTheFields() {
        var host = URI.create(fake.url()).getAuthority();
        var begun = begin(FakeProviderResource.KEY_AT_HOST);

        respond(begun, Map.of("key", key))
                .statusCode(400)
                .body("field", equalTo("parameters.host"))
                .body("detail", containsString("missing"));
        respond(begun, Map.of("key", key), Map.of("host", "http://x", "hots", "y"))
                .statusCode(400)
                .body("fields.size()", equalTo(2))
                .body("remedy", containsString("git.acme.example"));
        complete(begun, code(respond(begun, Map.of("key", key), Map.of("host", host))))
                .statusCode(200);

        platform.read(begun.connection()).statusCode(200).body("parameters.host", equalTo(host));
    }

    @Test
    void aKnownParameterCannotGetAnotherValue() {
        var host = URI.create(fake.url()).getAuthority();
        var request = request(FakeProviderResource.KEY_AT_HOST);
        request.put("parameters", Map.of("host", host));
        var begun = begin(request);

        respond(begun, Map.of("key", key), Map.of("host", "other.example"))
                .statusCode(400)
                .body("field", equalTo("parameters.host"))
                .body("detail", containsString("another value"));
        respond(begun, Map.of("key", key), Map.of("host", host)).statusCode(200);
    }

    @Test
    void aMethodThatNeedsABrowserSaysSo() {
        respond(begin(FakeProviderResource.REVOKES_GRANT), Map.of("key", key))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:browser-required"))
                .body("remedy", containsString("link"));
    }

    @Test
    void aProgramCannotTakeOverFromABrowserNorABrowserFromAProgram() {
        var inBrowser = begin(FakeProviderResource.KEY_IN_HEADER);
        var form = new Forms(new Browser()).open(inBrowser);
        respond(inBrowser, Map.of("key", key))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-in-browser"))
                .body("remedy", containsString("new link"));
        assertThat(form.status()).isEqualTo(200);

        var inProgram = begin(FakeProviderResource.KEY_IN_HEADER);
        respond(inProgram, Map.of("key", Marks.secret("wrong"))).statusCode(422);
        var browser = new Browser();
        var page = browser.open(inProgram.url());
        var pressed = page.formWith("button").orElseThrow();
        assertThat(browser.submit(page, pressed, pressed.selectFirst("button"), Map.of(), Consents.atReturnUrl())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anotherAccountIsRefusedAndTheConnectionKeepsItsKey() {
        var first = begin(FakeProviderResource.KEY_IN_HEADER);
        complete(first, code(respond(first, Map.of("key", key)))).statusCode(200);
        fake.always(Endpoint.USERINFO, Answer.json(200, Map.of("sub", "account-2", "email", "eve@fake.example")));
        var request = request(FakeProviderResource.KEY_IN_HEADER);
        request.put("connectionId", first.connection());
        var again = Consents.begun(first.connection(), Consents.post(platform, "", request));

        respond(again, Map.of("key", Marks.secret("other")))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-account-changed"));

        platform.read(first.connection()).statusCode(200).body("headers.Authorization", equalTo("Token " + key));
    }

    @Test
    void anExpiredAuthorizationSaysSo() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        clock.advance(Duration.ofMinutes(61));

        respond(tokens.user("ada"), begun, body(Map.of("key", key)))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-expired"));
    }

    @Test
    void whileVaultIsSealedNothingIsConsumed() {
        var begun = begin(FakeProviderResource.KEY_IN_HEADER);
        vault.seal();
        try {
            respond(begun, Map.of("key", key))
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:latchkey:problem:vault-unavailable"));
        } finally {
            vault.unseal();
        }
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();

        complete(begun, code(respond(begun, Map.of("key", key)))).statusCode(200);
    }

    @Test
    void theCatalogListsTheFieldsToSend() {
        given().auth()
                .oauth2(ada)
                .get("/v1/providers/{id}", FakeProviderResource.KEY_IN_BASIC)
                .then()
                .statusCode(200)
                .body("methods[0].fields.id", contains("key", "email"))
                .body("methods[0].fields.secret", contains(true, false));
    }

    private static String code(ValidatableResponse response) {
        return response.statusCode(200).extract().path("code");
    }

    private Begun begin(String provider) {
        return begin(request(provider));
    }

    private Begun begin(Map<String, Object> request) {
        return Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));
    }

    private Map<String, Object> request(String provider) {
        var request = Consents.request(ids.next());
        request.put("provider", provider);
        request.put("principal", principal());
        return request;
    }

    private Map<String, String> principal() {
        var claims = JsonPath.from(new String(Base64.getUrlDecoder().decode(ada.split("\\.")[1]), UTF_8));
        return Map.of(
                "issuer", claims.getString("iss"),
                "subject", claims.getString("sub"),
                "client", claims.getString("azp"));
    }

    private ValidatableResponse complete(Begun begun, String code) {
        var body = Consents.completion(begun.connection(), code);
        body.put("principal", principal());
        return consents.complete(platform, begun, body);
    }

    private ValidatableResponse status(Begun begun) {
        return given().get(begun.statusUrl()).then().statusCode(200);
    }

    private ValidatableResponse respond(Begun begun, Map<String, String> fields) {
        return respond(ada, begun, body(fields));
    }

    private ValidatableResponse respond(Begun begun, Map<String, String> fields, Map<String, String> parameters) {
        var body = body(fields);
        body.put("parameters", parameters);
        return respond(ada, begun, body);
    }

    private static Map<String, Object> body(Map<String, String> fields) {
        return new HashMap<>(Map.of("fields", fields));
    }

    private static ValidatableResponse respond(String token, Begun begun, Object body) {
        return given().filter(new AsDocumented())
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/authorizations/{id}/response", begun.id())
                .then();
    }
}
