package io.latchkey.broker.method.oauth1;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
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
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection by OAuth 1.0a at a strict provider, from the request token to the revocation. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class OAuth1IT {
    private static final Duration SOON = Duration.ofSeconds(20);

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
    private ScriptedOAuth1 provider;

    @BeforeEach
    void aProviderWithAClient() {
        fake.reset();
        platform = new Platform(tokens);
        provider = new ScriptedOAuth1(fake);
        var unused = seeds.register(fake, FakeMethods.OAUTH1);
        var unusedToo = seeds.register(fake, FakeMethods.OAUTH1_UNSIGNED);
    }

    @AfterEach
    void everySignatureWasRight() {
        assertThat(provider.faults()).isEmpty();
        fake.reset();
    }

    private Begun begin(String of) {
        return consents.begin(platform, ids.next(), of);
    }

    private Return consent(Begun begun) {
        return Return.of(Consents.press(browser, begun, Consents.atReturnUrl()).uri());
    }

    private UUID completed(String of) {
        return completed(begin(of));
    }

    private UUID completed(Begun begun) {
        consents.complete(platform, begun, consent(begun).code().orElseThrow()).statusCode(200);
        return begun.connection();
    }

    @Test
    void everyRequestMustBeSignedFromTheRequestTokenToTheProbeWithItsOwnNonce() {
        var connection = completed(FakeMethods.OAUTH1);

        assertThat(provider.asked())
                .containsEntry("scope", "base,profile,files")
                .containsEntry("name", "Latchkey")
                .doesNotContainKey("state");
        assertThat(fake.received(Endpoint.PUSHED).get(0).form()).isEqualTo(Map.of("app", "A b"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        // identity and probe; the identity is asked again if another grant of the account was revoked meanwhile
        assertThat(fake.received(Endpoint.USERINFO))
                .map(request -> request.headers().getFirst("Authorization"))
                .filteredOn(header -> header.contains(provider.token()))
                .hasSizeBetween(2, 3)
                .allSatisfy(header -> assertThat(header)
                        .startsWith("OAuth realm=\"Photos\", oauth_consumer_key=\"latchkey-client\""));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialAuthorized.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.account().id()).isEqualTo("account-1")));
    }

    @Test
    void neitherTheSecretOfTheTokenNorThatOfTheClientIsHandedOut() {
        var connection = completed(FakeMethods.OAUTH1);

        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("oauth1"))
                .body("accessToken", nullValue())
                .body("headers", anEmptyMap())
                .body(not(containsString("lkcanary")));
    }

    /** RFC 5849, section 2.1. Without it, a callback could belong to an authorization that somebody else began. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&oauth_callback_confirmed=false", "&oauth_callback_confirmed="})
    void aRequestTokenWhoseCallbackIsNotConfirmedMustBeRefused(String answer) {
        provider.confirm(answer);

        var page = Consents.press(browser, begin(FakeMethods.OAUTH1), uri -> false);

        assertThat(page.status()).isEqualTo(502);
        assertThat(page.text()).contains("The provider can't start right now");
        assertThat(fake.received(Endpoint.AUTHORIZE)).isEmpty();
    }

    @Test
    void theCallbackMustNameTheRequestTokenOfItsOwnAuthorization() {
        var begun = begin(FakeMethods.OAUTH1);
        var callback = Consents.upToCallback(browser, begun);
        var swapped = URI.create(callback.toString().replaceFirst("oauth_token=[^&]*", "oauth_token=of-somebody-else"));

        var page = browser.open(swapped, Consents.atReturnUrl());

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("so we ignored it");
        given().get(begun.statusUrl()).then().body("reason", equalTo("wrong_issuer"));
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    /** Providers say so in different ways, since RFC 5849 does not. */
    @ParameterizedTest
    @ValueSource(strings = {"oauth_verifier", "denied", "oauth_problem"})
    void aPersonWhoGrantsNoAccessMustCauseNoTokenRequest(String way) {
        var begun = begin(FakeMethods.OAUTH1);
        var callback = Consents.upToCallback(browser, begun).toString();
        var token = callback.replaceFirst(".*oauth_token=([^&]*).*", "$1");
        var withoutVerifier = callback.replaceFirst("&oauth_verifier=.*", "");

        var response = URI.create(
                switch (way) {
                    case "denied" -> withoutVerifier.replaceFirst("&oauth_token=.*", "&denied=" + token);
                    case "oauth_problem" -> callback + "&oauth_problem=user_refused";
                    default -> withoutVerifier;
                });

        assertEnds(begun, response, "access_denied", "access_denied");
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    private void assertEnds(Begun begun, URI callback, String status, String reason) {
        assertThat(Return.of(browser.open(callback, Consents.atReturnUrl()).uri())
                        .status())
                .isEqualTo(status);
        given().get(begun.statusUrl()).then().body("status", equalTo(status)).body("reason", equalTo(reason));
    }

    @Test
    void theResponseIsAcceptedOnce() {
        var callback = Consents.upToCallback(browser, begin(FakeMethods.OAUTH1));

        var first = browser.open(callback, Consents.atReturnUrl());
        var again = browser.open(callback, Consents.atReturnUrl());

        assertThat(again.uri()).isEqualTo(first.uri());
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void anExpiryInMillisecondsIsThatOfTheConnection() {
        var end = Instant.now().plus(365, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        provider.add("&expires=" + end.toEpochMilli());

        var connection = completed(FakeMethods.OAUTH1);

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialAuthorized.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.expiresAt()).isEqualTo(end)));
        platform.refresh(connection).statusCode(409).body("type", equalTo("urn:latchkey:problem:not-refreshable"));
    }

    @Test
    void aTokenWithoutASecretIsHandedOutWhereNoSignatureIsNeeded() {
        provider.issueTokensWithoutSecrets();
        provider.add("&user=7");

        var connection = completed(FakeMethods.OAUTH1_UNSIGNED);

        platform.read(connection).statusCode(200).body("body", equalTo(Map.of("token", provider.token())));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("not_verifiable"));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialAuthorized.class))
                .extracting(fact -> fact.account().id())
                .containsExactly("7"));
    }

    @Test
    void aResponseThatDoesNotNameTheAccountIsNotAccepted() {
        provider.issueTokensWithoutSecrets();

        var begun = begin(FakeMethods.OAUTH1_UNSIGNED);

        assertThat(consent(begun).status()).isEqualTo("provider_error");
        given().get(begun.statusUrl()).then().body("reason", equalTo("exchange_failed"));
    }

    @Test
    void aReauthorizationKeepsTheConnection() {
        var connection = completed(FakeMethods.OAUTH1);
        fake.reset();
        provider = new ScriptedOAuth1(fake);

        assertThat(completed(consents.begin(platform, connection, FakeMethods.OAUTH1)))
                .isEqualTo(connection);
        platform.read(connection).statusCode(200).body("generation", equalTo(2));
    }

    @Test
    void aRejectedTokenEndsTheConnectionAndARefusedClientDoesNot() {
        var connection = completed(FakeMethods.OAUTH1);

        fake.next(Endpoint.USERINFO, Answer.text(401, "text/plain", "oauth_problem=token_rejected"));
        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("permanent"))
                .body("reason", equalTo("refused"));
        fake.next(Endpoint.USERINFO, exchange -> {
            exchange.getResponseHeaders()
                    .set("WWW-Authenticate", "OAuth realm=\"x\", oauth_problem=\"consumer_key_rejected\"");
            Answer.status(401).to(exchange);
        });
        platform.probe(connection).statusCode(200).body("outcome", equalTo("operator_fault"));
    }

    /** The provider accepts the former secret, and from some time on only the new one. */
    @Test
    void theSecretsOfARotatedClientAreTriedInOrder() {
        var old = fake.behaviour().clientSecret();
        var next = Marks.secret("next");
        put(FakeMethods.OAUTH1, fake.behaviour().clientId(), List.of(next, old));
        provider.acceptOnly(old);

        var connection = completed(FakeMethods.OAUTH1);
        assertThat(provider.refusals())
                .as("the first request alone used the other secret")
                .isEqualTo(1);
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        provider.acceptOnly(next);
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        assertThat(provider.refusals()).isEqualTo(2);
        platform.close(connection, false).statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialDestroyed.class))
                .singleElement()
                .extracting(destroyed -> destroyed.revocation().revokedAtProvider())
                .isEqualTo(RevokedAtProvider.TRUE));
    }

    @Test
    void aUsersClientSignsEveryRequestOfItsConnection() {
        put(FakeMethods.OAUTH1, "of-installation", List.of("s-of-installation"));
        var begun = beginWithOwnClient(FakeMethods.OAUTH1, Map.of());

        var page = Consents.press(browser, begun, uri -> false);
        assertThat(page.document().select("textarea[readonly]").text())
                .endsWith("/oauth2/callback/" + FakeMethods.OAUTH1);
        completeWith(begun, page);

        platform.read(begun.connection()).statusCode(200).body(not(containsString("lkcanary")));
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
        platform.close(begun.connection(), false).statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialDestroyed.class))
                .singleElement()
                .extracting(destroyed -> destroyed.revocation().revokedAtProvider())
                .isEqualTo(RevokedAtProvider.TRUE));
    }

    @Test
    void aUsersClientThatIsRefusedCanBeCorrectedAndLaterEndsItsConnection() {
        provider.acceptOnly(provider.clientSecret());
        var begun = beginWithOwnClient(FakeMethods.OAUTH1, Map.of());

        var again = submit(Consents.press(browser, begun, uri -> false), Marks.secret("wrong"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("did not accept your client");
        completeWith(begun, again);

        fake.next(Endpoint.USERINFO, Answer.text(401, "text/plain", "oauth_problem=consumer_key_rejected"));
        platform.probe(begun.connection())
                .statusCode(200)
                .body("outcome", equalTo("permanent"))
                .body("reason", equalTo("refused"));
    }

    @Test
    void aServerThatTheUserNamesNeedsTheUsersClientAndHasItsOwnRedirectUri() {
        var host = URI.create(fake.url()).getAuthority();
        var begun = beginWithOwnClient(FakeMethods.OAUTH1_AT_HOST, Map.of("host", host));

        var page = Consents.press(browser, begun, uri -> false);
        assertThat(page.document().select("textarea[readonly]").text())
                .endsWith("/oauth2/callback/" + FakeMethods.OAUTH1_AT_HOST + "/" + host);
        completeWith(begun, page);

        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
    }

    private Begun beginWithOwnClient(String of, Map<String, String> parameters) {
        var request = Consents.request(ids.next());
        request.put("provider", of);
        request.put("client", "own");
        request.put("parameters", parameters);
        return Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));
    }

    private void completeWith(Begun begun, Page page) {
        var back = Return.of(submit(page, provider.clientSecret()).uri());
        consents.complete(platform, begun, back.code().orElseThrow())
                .statusCode(200)
                .body("client", equalTo("own"));
    }

    private Page submit(Page page, String secret) {
        var form = page.formWith("button").orElseThrow(() -> new AssertionError(page.text()));
        var entered = Map.of("client_id", fake.behaviour().clientId(), "client_secret", secret);
        return browser.submit(page, form, form.selectFirst("button"), entered, Consents.atReturnUrl());
    }

    private void put(String of, String id, List<String> secrets) {
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", id, "clientSecrets", secrets))
                .queryParam("force", true)
                .put("/v1/providers/{id}/client", of)
                .then()
                .statusCode(200);
    }

    @Test
    void withoutTheClientThatSignedNoRequestIsSent() {
        var connection = completed(FakeMethods.OAUTH1);
        fake.reset();
        seeds.forgetClients(FakeMethods.OAUTH1);

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("operator_fault"))
                .body("detail", equalTo("client_unknown"));
        var request = Consents.request(ids.next());
        request.put("provider", FakeMethods.OAUTH1);
        Consents.post(platform, "", request)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:provider-not-configured"));
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
    }

    @Test
    void aDeletedConnectionIsRevokedWithASignedRequest() {
        var connection = completed(FakeMethods.OAUTH1);

        platform.close(connection, false).statusCode(202);

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialDestroyed.class))
                .singleElement()
                .extracting(destroyed -> destroyed.revocation().revokedAtProvider())
                .isEqualTo(RevokedAtProvider.TRUE));
        assertThat(fake.received(Endpoint.REVOKE))
                .filteredOn(request -> request.path().endsWith("/" + provider.token()))
                .singleElement()
                .satisfies(request -> assertThat(request.method()).isEqualTo("DELETE"));
        platform.read(connection).statusCode(404);
    }
}
