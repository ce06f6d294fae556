package io.latchkey.broker.method.oauth2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.FakeShapes;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.Shape;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
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
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is peculiar to some providers, from the entry of the catalog to the credential. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ShapesIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    @ConfigProperty(name = "latchkey.public-url")
    URI publicUrl;

    Tokens tokens;
    FakeProvider fake;

    private final Map<String, String> secrets = Map.of(
            "$access1", Marks.secret("access"),
            "$access2", Marks.secret("access"),
            "$refresh1", Marks.secret("refresh"),
            "$refresh2", Marks.secret("refresh"));
    private final Browser browser = new Browser();
    private Platform platform;

    @BeforeEach
    void register() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        assertThat(seeds.register(fake, FakeShapes.SIGNED).secrets()).hasSize(1);
    }

    @AfterEach
    void restoreClock() {
        clock.reset();
    }

    @Test
    void theProviderShowsItsMarkAndDeadlines() {
        platform.worker()
                .get("/v1/providers/{id}", FakeShapes.SIGNED)
                .then()
                .statusCode(200)
                .body("mark", equalTo(Map.of("initials", "FK", "colour", "#1f4e79")))
                .body(
                        "deadlines",
                        equalTo(List.of(Map.of(
                                "date", "2027-03-31",
                                "affected", "Everyone",
                                "action", "Use version 2.",
                                "documentation", "https://fake.example/v2"))));
        platform.worker()
                .get("/v1/providers/{id}", FakeProviderResource.REVOKES_GRANT)
                .then()
                .statusCode(200)
                .body("mark.initials", equalTo("FA"))
                .body("deadlines", equalTo(List.of()));
    }

    @Test
    void aSignedCallbackIsAccepted() {
        var begun = begin();

        var back =
                Return.of(callback(begun, fake.behaviour().clientSecret(), "").uri());

        assertThat(back.status()).isEqualTo("consented");
        consents.complete(platform, begun, back.code().orElseThrow()).statusCode(200);
    }

    @Test
    void duringARotationEachSecretSigns() {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientSecret", Marks.secret("client")))
                .post("/v1/providers/{id}/client/secrets", FakeShapes.SIGNED)
                .then()
                .statusCode(200);

        var page = callback(begin(), fake.behaviour().clientSecret(), "");

        assertThat(Return.of(page.uri()).status()).isEqualTo("consented");
    }

    @Test
    void aForgedCallbackCausesNoRequest() {
        var forged = callback(begin(), "guessed", "");
        var changed = callback(begin(), fake.behaviour().clientSecret(), "&shop=evil");

        assertThat(forged.text()).contains("The response came from a different server");
        assertThat(changed.text()).contains("The response came from a different server");
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void requestsCarryTheNameOfTheRedirectUri() {
        var alias = "Acme-Acme-PRD-1a2b";
        registerAlias(null).statusCode(400).body("field", equalTo("redirectAlias"));
        registerAlias(alias).statusCode(200).body("redirectAlias", equalTo(alias));
        fake.always(Endpoint.AUTHORIZE, exchange -> {
            var query = fake.received(Endpoint.AUTHORIZE).get(0).query();
            Answer.redirect(publicUrl + "/oauth2/callback/" + FakeShapes.ALIAS + "?code=c&state=" + query.get("state"))
                    .to(exchange);
        });
        issueTokens();
        var begun = consents.begin(platform, ids.next(), FakeShapes.ALIAS);

        var back = Consents.consent(begun);

        consents.complete(platform, begun, back.code().orElseThrow()).statusCode(200);
        assertThat(fake.received(Endpoint.AUTHORIZE).get(0).query()).containsEntry("redirect_uri", alias);
        platform.refresh(begun.connection()).statusCode(200);
        assertThat(fake.received(Endpoint.TOKEN))
                .extracting(request -> request.form().get("redirect_uri"))
                .containsExactly(alias, alias);
    }

    /** Both have the scope {@code chat:write}, which says something else of each. */
    @ParameterizedTest
    @CsvSource({
        "'files:read,chat:write', 'chat:write', true, true",
        "'files:read', 'chat:write', false, true",
        "'files:read,chat:write', 'other', true, false"
    })
    void theTokensOfABotAndItsUserAreHandedOutAndRevokedTogether(
            String botScopes, String userScopes, boolean botMayWrite, boolean userMayWrite) {
        assertThat(seeds.register(fake, FakeShapes.TWO_TOKENS).secrets()).hasSize(1);
        fake.always(Endpoint.AUTHORIZE, exchange -> {
            var state = fake.received(Endpoint.AUTHORIZE).get(0).query().get("state");
            Answer.redirect(publicUrl + "/oauth2/callback/" + FakeShapes.TWO_TOKENS + "?code=c&state=" + state)
                    .to(exchange);
        });
        fake.next(Endpoint.TOKEN, answer("""
                        {"ok": true, "access_token": "$access1", "token_type": "bot", "scope": "%s",
                          "authed_user": {"id": "U1", "access_token": "$access2", "token_type": "user", "scope": "%s"}}""".formatted(botScopes, userScopes)));
        fake.always(
                Endpoint.USERINFO, answer("{\"sub\": \"%s\", \"email\": \"ada@fake.example\"}".formatted(ids.next())));
        fake.always(Endpoint.REVOKE, answer("{\"ok\": true}"));
        var request = Consents.request(ids.next());
        request.put("provider", FakeShapes.TWO_TOKENS);
        request.put("permissions", List.of("files:read", "chat:bot", "chat:user"));
        var begun = Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));

        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);

        assertThat(fake.received(Endpoint.AUTHORIZE).get(0).query())
                .containsEntry("scope", "users:read,openid,files:read,chat:write")
                .containsEntry("user_scope", "chat:write");
        var credential =
                platform.read(begun.connection()).statusCode(200).extract().jsonPath();
        assertThat(credential.getString("accessToken")).isEqualTo(secrets.get("$access1"));
        assertThat(credential.getList("furtherTokens")).hasSize(1);
        assertThat(credential.getString("furtherTokens[0].id")).isEqualTo("user");
        assertThat(credential.getString("furtherTokens[0].accessToken")).isEqualTo(secrets.get("$access2"));
        assertThat(credential.getString("furtherTokens[0].headers.Authorization"))
                .isEqualTo("Bearer " + secrets.get("$access2"));
        assertThat(credential.getList("furtherTokens[0].scopes")).isEqualTo(List.of(userScopes));
        var granted = credential.getList("permissions.granted");
        assertThat(granted.contains("chat:bot")).isEqualTo(botMayWrite);
        assertThat(granted.contains("chat:user")).isEqualTo(userMayWrite);
        platform.close(begun.connection(), false).statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .extracting(revocation -> revocation.accessToken().orElseThrow())
                .containsExactly(secrets.get("$access1"), secrets.get("$access2")));
    }

    @Test
    void aUserEntersTheNameOfTheRedirectUriWithAClient() {
        var alias = "Acme-Own-PRD-9z8y";
        fake.always(Endpoint.AUTHORIZE, exchange -> {
            var query = fake.received(Endpoint.AUTHORIZE).get(0).query();
            Answer.redirect(publicUrl + "/oauth2/callback/" + FakeShapes.ALIAS + "?code=c&state=" + query.get("state"))
                    .to(exchange);
        });
        issueTokens();
        var request = Consents.request(ids.next());
        request.put("provider", FakeShapes.ALIAS);
        request.put("client", "own");
        var begun = Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));
        var browser = new Browser();
        var page = Consents.press(browser, begun, uri -> false);
        assertThat(page.text()).contains("Name of the redirect URI");

        var again = entered(browser, page, "two words");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("“Name of the redirect URI” is missing");
        var back = Return.of(entered(browser, again, alias).uri());

        consents.complete(platform, begun, back.code().orElseThrow()).statusCode(200);
        platform.refresh(begun.connection()).statusCode(200);
        assertThat(fake.received(Endpoint.AUTHORIZE).get(0).query()).containsEntry("redirect_uri", alias);
        assertThat(fake.received(Endpoint.TOKEN))
                .extracting(sent -> sent.form().get("redirect_uri"))
                .containsExactly(alias, alias);
    }

    private Page entered(Browser browser, Page page, String alias) {
        var form = page.formWith("button").orElseThrow(() -> new AssertionError(page.text()));
        var fields = Map.of(
                "client_id",
                fake.behaviour().clientId(),
                "client_secret",
                fake.behaviour().clientSecret(),
                "redirect_alias",
                alias);
        return browser.submit(page, form, form.selectFirst("button"), fields, Consents.atReturnUrl());
    }

    @Test
    void aTokenIsNotRefreshedBeforeItsProviderAcceptsThat() {
        assertThat(seeds.register(fake, FakeShapes.LATE_REFRESH).secrets()).hasSize(1);
        issueTokens();
        var begun = consents.begin(platform, ids.next(), FakeShapes.LATE_REFRESH);
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);

        platform.refresh(begun.connection())
                .statusCode(429)
                .body("type", equalTo("urn:latchkey:problem:not-renewable-yet"));
        clock.advance(Duration.ofSeconds(200));
        platform.read(begun.connection(), "PT240S").statusCode(200).body("credentialVersion", equalTo(1));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        clock.advance(Duration.ofSeconds(60));
        platform.read(begun.connection(), "PT240S").statusCode(200).body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    private ValidatableResponse registerAlias(String alias) {
        var client = new HashMap<String, Object>();
        client.put("clientId", fake.behaviour().clientId());
        client.put("clientSecret", fake.behaviour().clientSecret());
        client.put("redirectAlias", alias);
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(client)
                .put("/v1/providers/{id}/client", FakeShapes.ALIAS)
                .then();
    }

    private void issueTokens() {
        fake.always(Endpoint.TOKEN, exchange -> Answer.json(
                        200,
                        Map.of(
                                "access_token", Marks.secret("access"),
                                "refresh_token", Marks.secret("refresh"),
                                "expires_in", 300))
                .to(exchange));
        fake.always(
                Endpoint.USERINFO,
                Answer.json(200, Map.of("sub", "account-" + ids.next(), "email", "ada@fake.example")));
    }

    @ParameterizedTest
    @EnumSource
    void aShapeIsServedFromItsConsentToItsEnd(Shape shape) {
        assertThat(seeds.register(fake, shape.id()).secrets()).hasSize(1);
        fake.always(Endpoint.AUTHORIZE, exchange -> {
            var state = fake.received(Endpoint.AUTHORIZE).get(0).query().get("state");
            Answer.redirect(publicUrl + "/oauth2/callback/" + shape.id() + "?" + shape.callback + "&state=" + state)
                    .to(exchange);
        });
        fake.next(Endpoint.TOKEN, answer(shape.exchanged));
        fake.always(Endpoint.REVOKE, answer("{\"ok\": true, \"code\": 0}"));
        fake.always(
                Endpoint.USERINFO,
                answer("{\"ok\": true, \"sub\": \"%s\", \"email\": \"ada@fake.example\"}".formatted(ids.next())));

        var begun = consents.begin(platform, ids.next(), shape.id());
        consents.complete(platform, begun, Consents.consent(begun).code().orElseThrow())
                .statusCode(200);
        assertThat(sent(Endpoint.TOKEN)).contains(parts(shape.exchange));
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));

        if (shape.refreshed == null) {
            platform.refresh(begun.connection()).statusCode(409);
        } else {
            fake.next(Endpoint.TOKEN, answer(shape.refreshed));
            platform.refresh(begun.connection()).statusCode(200);
            assertThat(sent(Endpoint.TOKEN)).contains(parts(shape.refresh));
        }
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
        assertThat(sent(Endpoint.USERINFO)).contains(shape.carries);

        platform.close(begun.connection(), false).statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty());
        assertThat(sent(Endpoint.REVOKE)).contains(parts(shape.revocation));
    }

    private static String[] parts(String expected) {
        return expected.replace("\": \"", "\":\"").split(" ");
    }

    private Answer answer(String body) {
        var filled = body;
        for (var name : secrets.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return Answer.text(
                200, body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded", filled);
    }

    /** The last request, with names in place of secrets. */
    private String sent(Endpoint endpoint) {
        var all = fake.received(endpoint);
        var request = all.get(all.size() - 1);
        var text = new StringBuilder(request.method() + " " + request.path());
        request.query()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        request.form()
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        request.headers()
                .forEach((name, values) ->
                        text.append('\n').append(name).append(": ").append(values.get(0)));
        if (request.body().startsWith("{")) {
            text.append('\n').append(new JsonObject(request.body()).encode());
        }
        var named = text.toString()
                .replace(fake.behaviour().clientId(), "$id")
                .replace(fake.behaviour().clientSecret(), "$secret");
        for (var name : secrets.entrySet()) {
            named = named.replace(name.getValue(), name.getKey());
        }
        return named.replace("Access-token", "Access-Token");
    }

    private Begun begin() {
        return consents.begin(platform, ids.next(), FakeShapes.SIGNED);
    }

    /** Consents, and opens the callback with a signature. */
    private Page callback(Begun begun, String secret, String added) {
        var url = Consents.upToCallback(browser, begun) + "&timestamp="
                + clock.instant().getEpochSecond();
        var signed = url + "&hmac=" + hmac(secret, URI.create(url).getQuery()) + added;
        return browser.open(URI.create(signed), Consents.atReturnUrl());
    }

    private static String hmac(String secret, String query) {
        var message = Arrays.stream(query.split("&")).sorted().collect(Collectors.joining("&"));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
