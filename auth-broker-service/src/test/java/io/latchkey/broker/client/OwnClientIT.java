package io.latchkey.broker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.local.server.VaultServer;
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
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that a user enters for one connection. The installation has another client at the same provider. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class OwnClientIT {
    private static final String PROVIDER = FakeProviderResource.REVOKES_GRANT;

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    SecretStore store;

    @Inject
    Ids ids;

    @Inject
    Pool pool;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;

    private final Browser browser = new Browser();
    private Platform platform;
    private String host;

    @AfterEach
    void acceptOneSecret() {
        fake.behaviour().acceptAlso(null);
    }

    @BeforeEach
    void theInstallationHasAnotherClient() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        host = URI.create(fake.url()).getAuthority();
        for (var provider : List.of(PROVIDER, FakeProviderResource.PUSHED)) {
            platform.installer()
                    .contentType(ContentType.JSON)
                    .body(Map.of("clientId", "of-installation", "clientSecret", "s-of-installation"))
                    .queryParam("force", true)
                    .put("/v1/providers/{id}/client", provider)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void theUsersClientServesExchangeRefreshAndRevocation() {
        var begun = begin(ids.next(), Map.of("client", "own"));

        complete(begun, entered(begun)).body("client", equalTo("own"));
        platform.refresh(begun.connection()).statusCode(200);
        platform.probe(begun.connection()).statusCode(200).body("outcome", equalTo("ok"));
        platform.close(begun.connection(), false).statusCode(202);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty());
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
        for (var endpoint : List.of(Endpoint.TOKEN, Endpoint.REVOKE)) {
            assertThat(fake.received(endpoint)).allSatisfy(request -> assertThat(
                            request.client().orElseThrow().secret())
                    .isEqualTo(fake.behaviour().clientSecret()));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(store.read(new ConnectionPath("acme", begun.connection()), 0)
                                .await()
                                .indefinitely())
                        .isEmpty());
    }

    @Test
    void thePageShowsTheRedirectUriAndNoSecret() {
        var begun = begin(ids.next(), Map.of("client", "own"));

        var page = clientPage(begun);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select("textarea[readonly]").text()).endsWith("/oauth2/callback/" + PROVIDER);
        assertThat(page.document().select("input[name=client_secret]").attr("type"))
                .isEqualTo("password");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(fake.received(Endpoint.AUTHORIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", " around "})
    void anUnusableSecretIsAskedForAgainAndNotRepeated(String secret) {
        var page = clientPage(begin(ids.next(), Map.of("client", "own")));

        var again = submit(page, "client-1", secret, uri -> false);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("“Client secret” is missing");
        assertThat(again.document().select("input[name=client_secret]").attr("value"))
                .isEmpty();
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    /** The provider looks at the client only when it gets the code. */
    @Test
    void aRefusedClientBringsTheFormBackAndEndsNothing() {
        var begun = begin(ids.next(), Map.of("client", "own"));

        var again = submit(clientPage(begun), fake.behaviour().clientId(), "wrong", uri -> false);

        assertThat(again.uri().getPath()).isEqualTo("/connect/clients/" + begun.id());
        assertThat(again.text()).contains("did not accept your client", "redirect URI");
        var callback = callbackIn(browser.visited());
        assertThat(browser.open(callback).uri()).as("the same callback again").isEqualTo(again.uri());
        var back = submit(again, fake.behaviour().clientId(), fake.behaviour().clientSecret(), Consents.atReturnUrl());
        complete(begun, back).body("client", equalTo("own"));
    }

    @Test
    void theFifthRefusedClientEndsTheAuthorization() {
        var page = clientPage(begin(ids.next(), Map.of("client", "own")));
        for (int i = 1; i < 5; i++) {
            page = submit(page, fake.behaviour().clientId(), "wrong", uri -> false);
            assertThat(page.text()).contains("did not accept your client");
        }

        var last = submit(page, fake.behaviour().clientId(), "wrong", uri -> false);

        assertThat(last.text()).contains("five times");
    }

    @Test
    void aProviderThatTakesTheRequestDirectlyRefusesTheClientAtOnce() {
        var begun = begin(ids.next(), Map.of("client", "own", "provider", FakeProviderResource.PUSHED));

        var again = submit(clientPage(begun), fake.behaviour().clientId(), "wrong", uri -> false);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("did not accept your client");
        assertThat(fake.received(Endpoint.AUTHORIZE)).isEmpty();
        complete(
                        begun,
                        submit(
                                again,
                                fake.behaviour().clientId(),
                                fake.behaviour().clientSecret(),
                                Consents.atReturnUrl()))
                .body("client", equalTo("own"));
    }

    @Test
    void theSecondOfTwoSubmissionsCounts() {
        var begun = begin(ids.next(), Map.of("client", "own"));
        var page = clientPage(begun);
        var first = submit(page, fake.behaviour().clientId(), "another", uri -> uri.getPath()
                .startsWith("/oauth2/callback/"));

        var second = submit(page, fake.behaviour().clientId(), fake.behaviour().clientSecret(), uri -> uri.getPath()
                .startsWith("/oauth2/callback/"));

        assertThat(browser.open(first.uri()).status()).isEqualTo(400);
        complete(begun, browser.open(second.uri(), Consents.atReturnUrl())).body("client", equalTo("own"));
    }

    @Test
    void onlyTheBrowserThatPressedContinueSeesThePageAndEntersAClient() {
        var begun = begin(ids.next(), Map.of("client", "own"));
        var page = clientPage(begun);

        assertThat(new Browser().open(page.uri()).status()).isEqualTo(403);
        var forged = new Browser()
                .post(page.uri(), Map.of("client_id", "a", "client_secret", "b"), "https://evil.example", uri -> false);
        assertThat(forged.status()).isEqualTo(403);
        var ofRegistered = consents.begin(platform, ids.next());
        assertThat(browser.open(page.uri().resolve("/connect/clients/" + ofRegistered.id()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aReauthorizationAsksForTheClientAgainAndReplacesIt() {
        var connection = connected();

        var again = begin(connection, Map.of());
        complete(again, entered(again)).body("client", equalTo("own")).body("generation", equalTo(2));
        platform.refresh(connection).statusCode(200);

        assertThat(seeds.register(fake, PROVIDER)).isNotNull();
        var registered = begin(connection, Map.of("client", "registered"));
        complete(registered, browserOf(registered)).body("client", equalTo("installation"));
    }

    @Test
    void aRefusedClientIsTheUsersFaultAndNoIncident() {
        var connection = connected();
        var another = connected();
        fake.next(Endpoint.TOKEN, Answer.oauthError(401, "invalid_client"));

        try (var log = LogLines.begin()) {
            platform.refresh(connection)
                    .statusCode(409)
                    .body("type", equalTo("urn:latchkey:problem:reauthorization-required"))
                    .body("reason", equalTo("refused"));

            assertThat(log.count("ERROR")).isZero();
        }
        platform.refresh(another).statusCode(200);
    }

    @Test
    void whileVaultIsSealedNoStepBetweenTheFormAndTheCompletionLosesAnything() {
        var begun = begin(ids.next(), Map.of("client", "own"));
        var page = clientPage(begun);
        assertThat(sealed(() -> submit(
                                page,
                                fake.behaviour().clientId(),
                                fake.behaviour().clientSecret(),
                                uri -> false))
                        .status())
                .isEqualTo(503);

        var callback = submit(
                        page, fake.behaviour().clientId(), fake.behaviour().clientSecret(), uri -> uri.getPath()
                                .startsWith("/oauth2/callback/"))
                .uri();
        assertThat(sealed(() -> browser.open(callback, Consents.atReturnUrl())).status())
                .isEqualTo(503);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();

        var code = Return.of(browser.open(callback, Consents.atReturnUrl()).uri())
                .code()
                .orElseThrow();
        sealed(() -> consents.complete(platform, begun, code)).statusCode(503);
        consents.complete(platform, begun, code).statusCode(200).body("client", equalTo("own"));
        platform.refresh(begun.connection()).statusCode(200);
    }

    private <T> T sealed(Supplier<T> step) {
        vault.seal();
        try {
            return step.get();
        } finally {
            vault.unseal();
        }
    }

    @Test
    void aConnectionKeepsItsClientUntilTheReplacementIsCompleted() {
        var connection = connected();
        var next = acceptAnotherSecret();
        var again = begin(connection, Map.of());
        var back = submit(clientPage(again), fake.behaviour().clientId(), next, Consents.atReturnUrl());

        platform.refresh(connection).statusCode(200);
        assertThat(lastSecret()).isEqualTo(fake.behaviour().clientSecret());

        complete(again, back).body("generation", equalTo(2));
        platform.close(connection, false).statusCode(202);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .extracting(request -> request.client().orElseThrow().secret())
                .contains(next));
    }

    /** The replica that wrote the document died before it could record that. */
    @Test
    void aCompletionThatDiedAfterItsWriteIsFinishedWithTheNewClient() {
        var connection = connected();
        var next = acceptAnotherSecret();
        var again = begin(connection, Map.of());
        var back = submit(clientPage(again), fake.behaviour().clientId(), next, Consents.atReturnUrl());
        var stored = Seeds.run(() -> store.read(new ConnectionPath("acme", connection), 0))
                .orElseThrow();

        seeds.storeOnly(connection, replaced(stored.document(), again.id(), next), stored.version());

        complete(again, back).body("client", equalTo("own")).body("generation", equalTo(2));
        platform.refresh(connection).statusCode(200);
        assertThat(lastSecret()).isEqualTo(next);
    }

    private CredentialDocument replaced(CredentialDocument before, UUID authorization, String secret) {
        var client = Objects.requireNonNull(before.ownClient()).with(Secret.of(secret));
        return new CredentialDocument(
                before.generation() + 1,
                authorization,
                ids.next(),
                before.provider(),
                before.method(),
                before.client(),
                before.account(),
                before.modules(),
                before.authorizedAt(),
                before.grant(),
                null,
                before.origin(),
                before.parameters(),
                client);
    }

    /** Nothing of the client is left, neither with the authorization nor with a revocation. */
    @Test
    void aConsentThatIsNotCompletedIsRevokedWithTheUsersClientAndForgotten() {
        var begun = begin(ids.next(), Map.of("client", "own"));
        assertThat(Return.of(entered(begun).uri()).code()).isPresent();

        platform.close(begun.connection(), false).statusCode(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.client().orElseThrow().secret())
                        .isEqualTo(fake.behaviour().clientSecret())));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ciphertexts(begun.connection())).isZero());
    }

    private long ciphertexts(UUID connection) {
        return Seeds.run(
                () -> pool.preparedQuery("select (select count(*) from authorization_attempt where connection_id = $1"
                                + " and (held_credential is not null or flow_kept is not null))"
                                + " + (select count(*) from pending_revocation where connection_id = $1)")
                        .execute(Tuple.of(connection))
                        .map(rows -> rows.iterator().next().getLong(0)));
    }

    private String acceptAnotherSecret() {
        var next = Marks.secret("next");
        fake.behaviour().acceptAlso(next);
        return next;
    }

    private String lastSecret() {
        var received = fake.received(Endpoint.TOKEN);
        return received.get(received.size() - 1).client().orElseThrow().secret();
    }

    @Test
    void aClientOfANamedHostHasItsOwnRedirectUri() {
        var begun = beginAtHost(Map.of());

        var page = clientPage(begun);
        assertThat(page.document().select("textarea[readonly]").text())
                .endsWith("/oauth2/callback/" + FakeProviderResource.CODE_AT_HOST + "/" + host);
        var callback = submit(
                        page, fake.behaviour().clientId(), fake.behaviour().clientSecret(), uri -> uri.getPath()
                                .startsWith("/oauth2/callback/"))
                .uri();
        var ofAnother = URI.create(callback.toString().replace("/" + host, "/evil.example"));
        var ofNone = URI.create(callback.toString().replace("/" + host, ""));

        assertThat(browser.open(ofAnother).status()).isEqualTo(400);
        assertThat(browser.open(ofNone).status()).isEqualTo(400);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        complete(begun, browser.open(callback, Consents.atReturnUrl())).body("client", equalTo("own"));
        platform.refresh(begun.connection()).statusCode(200);
    }

    @Test
    void aHostThatTheUserNamesNeedsTheUsersClient() {
        var request = request(ids.next(), Map.of("client", "registered"));
        request.put("provider", FakeProviderResource.CODE_AT_HOST);

        Consents.post(platform, "", request)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:client-per-host"))
                .body("field", equalTo("client"))
                .body("remedy", containsString("own"));
    }

    @Test
    void aMethodWithoutAClientTakesNone() {
        var request = request(ids.next(), Map.of("client", "own"));
        request.put("provider", FakeProviderResource.KEY_UNVERIFIED);
        request.put("modules", List.of());
        request.put("permissions", List.of());

        Consents.post(platform, "", request).statusCode(400).body("field", equalTo("client"));
    }

    @Test
    void anUnknownKindOfClientIsNamed() {
        Consents.post(platform, "", request(ids.next(), Map.of("client", "mine")))
                .statusCode(400)
                .body("field", equalTo("client"));
    }

    private UUID connected() {
        var begun = begin(ids.next(), Map.of("client", "own"));
        complete(begun, entered(begun)).body("client", equalTo("own"));
        return begun.connection();
    }

    private Begun beginAtHost(Map<String, Object> with) {
        var request = request(ids.next(), with);
        request.put("provider", FakeProviderResource.CODE_AT_HOST);
        request.put("parameters", Map.of("host", host));
        return Consents.begun((UUID) request.get("connectionId"), Consents.post(platform, "", request));
    }

    private Begun begin(UUID connection, Map<String, Object> with) {
        return Consents.begun(connection, Consents.post(platform, "", request(connection, with)));
    }

    private static Map<String, Object> request(UUID connection, Map<String, Object> with) {
        var request = Consents.request(connection);
        request.putAll(with);
        return request;
    }

    private Page clientPage(Begun begun) {
        return Consents.press(browser, begun, uri -> false);
    }

    private Page entered(Begun begun) {
        return submit(
                clientPage(begun),
                fake.behaviour().clientId(),
                fake.behaviour().clientSecret(),
                Consents.atReturnUrl());
    }

    private Page browserOf(Begun begun) {
        return Consents.press(browser, begun, Consents.atReturnUrl());
    }

    private Page submit(Page page, String id, String secret, Predicate<URI> stop) {
        var form = page.formWith("button").orElseThrow(() -> new AssertionError(page.text()));
        return browser.submit(
                page, form, form.selectFirst("button"), Map.of("client_id", id, "client_secret", secret), stop);
    }

    private static URI callbackIn(List<URI> visited) {
        return visited.stream()
                .filter(uri -> uri.getPath().startsWith("/oauth2/callback/"))
                .findFirst()
                .orElseThrow();
    }

    private ValidatableResponse complete(Begun begun, Page back) {
        return consents.complete(
                        platform,
                        begun,
                        Return.of(back.uri()).code().orElseThrow(() -> new AssertionError(back.text())))
                .statusCode(200);
    }
}
