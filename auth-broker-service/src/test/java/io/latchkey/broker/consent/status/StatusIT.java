package io.latchkey.broker.consent.status;

import static io.latchkey.broker.consent.Consents.consent;
import static io.latchkey.broker.consent.Consents.upToCallback;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.hash.HashKeyStore;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Return;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status of an authorization, which is read by its URL or by connection-service. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class StatusIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Consents consents;

    @Inject
    Authorizations authorizations;

    @Inject
    HashKeyStore keys;

    @Inject
    PublicUrl publicUrl;

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
        begun = watched(consents.begin(platform, fake));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void everyStepOfAConsentIsShownAndNothingElse() {
        var created = status(begun)
                .body("id", equalTo(begun.id().toString()))
                .body("connectionId", equalTo(begun.connection().toString()))
                .body("status", equalTo("created"))
                .body("ended", equalTo(false))
                .body("createdAt", notNullValue())
                .body("expiresAt", notNullValue())
                .body("endedAt", nullValue())
                .body("reason", nullValue())
                .header("Retry-After", "2");
        assertThat(created.extract().jsonPath().getMap("$").keySet())
                .containsExactlyInAnyOrder("id", "connectionId", "status", "ended", "createdAt", "expiresAt");

        var callback = upToCallback(browser, begun);
        status(begun).body("status", equalTo("started"));

        var code = Return.of(browser.open(callback, Consents.atReturnUrl()).uri())
                .code()
                .orElseThrow();
        status(begun)
                .body("status", equalTo("consented"))
                .body("ended", equalTo(false))
                .body(not(containsString(code)))
                .body(not(containsString("a b&c")));

        consents.complete(platform, begun, code).statusCode(200);
        status(begun)
                .body("status", equalTo("completed"))
                .body("ended", equalTo(true))
                .body("reason", nullValue())
                .body("expiresAt", nullValue())
                .body("endedAt", notNullValue())
                .header("Retry-After", nullValue());
    }

    @Test
    void whoDeniedIsShownWithWhatToDo() {
        var callback = upToCallback(browser, begun);

        var denied = URI.create(callback.toString().replaceAll("code=[^&]*", "error=access_denied"));
        assertThat(browser.open(denied, Consents.atReturnUrl()).status()).isZero();

        status(begun)
                .body("status", equalTo("access_denied"))
                .body("ended", equalTo(true))
                .body("reason", equalTo("access_denied"))
                .body("detail", equalTo("The user did not grant access."))
                .body("remedy", containsString("another authorization"));
    }

    @ParameterizedTest
    @CsvSource({"TOKEN, exchange_failed", "USERINFO, identity_unknown"})
    void whatFailedAtTheProviderIsTheReason(Endpoint broken, String reason) {
        fake.always(broken, Answer.status(500));
        assertThat(consent(begun).status()).isEqualTo("provider_error");

        status(begun).body("status", equalTo("provider_error")).body("reason", equalTo(reason));
    }

    @Test
    void aStepThatIsNotTakenInTimeIsTheReason() {
        var pressed = watched(consents.begin(platform, ids.next()));
        assertThat(upToCallback(browser, pressed)).isNotNull();
        var consented = watched(consents.begin(platform, ids.next()));
        var code = consent(consented).code().orElseThrow();

        clock.advance(Duration.ofMinutes(61));

        expired(begun, "any", "link_expired");
        expired(pressed, "any", "consent_expired");
        expired(consented, code, "code_expired");
    }

    private void expired(Begun late, String code, String reason) {
        consents.complete(platform, late, code)
                .statusCode(409)
                .body("authorizationStatus", equalTo("expired"))
                .body("reason", equalTo(reason))
                .body("remedy", containsString("Start another authorization"));
        status(late)
                .body("status", equalTo("expired"))
                .body("ended", equalTo(true))
                .body("reason", equalTo(reason))
                .body("endedAt", notNullValue());
    }

    @Test
    void theAuthorizationThatIsCompletedSupersedesAllOthersAtOnce() {
        var opened = watched(consents.begin(platform, begun.connection()));
        var denied = watched(consents.begin(platform, begun.connection()));
        var atProvider = watched(consents.begin(platform, begun.connection()));
        var consented = watched(consents.begin(platform, begun.connection()));
        var late = upToCallback(browser, atProvider);
        assertThat(consent(consented).code()).isPresent();
        var denial =
                URI.create(upToCallback(browser, denied).toString().replaceAll("code=[^&]*", "error=access_denied"));
        assertThat(browser.open(denial, Consents.atReturnUrl()).status()).isZero();

        var code = consent(begun).code().orElseThrow();
        status(opened).body("status", equalTo("created"));
        consents.complete(platform, begun, code).statusCode(200);

        status(begun).body("status", equalTo("completed"));
        status(denied).body("status", equalTo("access_denied"));
        for (var other : new Begun[] {opened, atProvider, consented}) {
            status(other).body("status", equalTo("superseded")).body("reason", equalTo("superseded"));
        }
        assertThat(browser.open(opened.url()).text()).contains("authorized meanwhile");
        assertThat(browser.open(late).text()).contains("authorized meanwhile");
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialForgotten.class))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.cause()).isEqualTo("superseded");
                    assertThat(fact.revocation().revokedAtProvider().code()).isEqualTo("left");
                }));
        platform.refresh(begun.connection()).statusCode(200);
    }

    @Test
    void anExchangeThatIsSupersededMeanwhileSendsItsBrowserBack() {
        var other = watched(consents.begin(platform, begun.connection()));
        var code = consent(begun).code().orElseThrow();
        var callback = upToCallback(browser, other);
        var exchanges = fake.received(Endpoint.TOKEN).size();
        var released = new CountDownLatch(1);
        fake.holdNext(Endpoint.TOKEN, released);
        var answer = CompletableFuture.supplyAsync(() -> browser.open(callback, Consents.atReturnUrl()));
        await().atMost(SOON).until(() -> fake.received(Endpoint.TOKEN).size() > exchanges);

        consents.complete(platform, begun, code).statusCode(200);
        released.countDown();

        assertThat(answer.join().uri().toString()).contains("status=superseded").doesNotContain("code=");
        assertThat(browser.open(callback, Consents.atReturnUrl()).uri())
                .isEqualTo(answer.join().uri());
        status(other).body("status", equalTo("superseded"));
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(begun.connection(), CredentialForgotten.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.cause()).isEqualTo("superseded")));
    }

    @Test
    void theEndOfTheConnectionIsShown() {
        platform.close(begun.connection(), false).statusCode(202);

        await().atMost(SOON)
                .untilAsserted(
                        () -> status(begun).body("status", equalTo("closed")).body("reason", equalTo("closed")));
    }

    @Test
    void aNewLinkKeepsTheUrlOfTheStatus() {
        assertThat(upToCallback(browser, begun)).isNotNull();
        var link = Map.of("connectionId", begun.connection(), "tenant", "acme", "principal", Consents.ADA);
        var unwatched = consents.begin(platform, begun.connection());

        var renewed = Consents.post(platform, "/" + unwatched.id() + "/links", link)
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(renewed.getString("statusUrl"))
                .isEqualTo(unwatched.statusUrl().toString());
        status(unwatched).body("status", equalTo("created"));
    }

    @Test
    void anyReplicaIssuesAndAcceptsTheSameTokensAsLongAsTheKeyIsTheSame() {
        var replica = new StatusUrls(keys, publicUrl);
        var stranger = new StatusUrls(new OtherKey(), publicUrl);
        var token = token(begun);

        assertThat(Seeds.run(() -> replica.of(begun.id())))
                .isEqualTo(begun.statusUrl().toString());
        assertThat(Seeds.run(() -> replica.authorization(token))).hasValue(begun.id());
        assertThat(Seeds.run(() -> stranger.authorization(token))).isEmpty();
    }

    private static final class OtherKey implements HashKeyStore {
        @Override
        public Uni<Secret> tokenHashKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Secret> statusUrlKey() {
            return Uni.createFrom().item(Secret.of("another key"));
        }

        @Override
        public Uni<Secret> programBindingKey() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whileVaultIsSealedAReplicaThatKnowsTheKeyGoesOnAndAnotherSaysWhenToTryAgain() {
        var replica = new StatusUrls(keys, publicUrl);
        var token = token(begun);
        vault.seal();
        try {
            status(begun).body("status", equalTo("created"));
            assertThatThrownBy(() -> Seeds.run(() -> replica.authorization(token)))
                    .isInstanceOf(Unavailable.class);
            assertThat(Seeds.run(() -> replica.authorization("garbled"))).isEmpty();
        } finally {
            vault.unseal();
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(Seeds.run(() -> replica.authorization(token)))
                .hasValue(begun.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "unknown", "flipped", "id", "longer", "😀", "%00"})
    void aTokenThatLatchkeyDidNotIssueIsNotFound(String kind) {
        var token = token(begun);
        var shown =
                switch (kind) {
                    case "unknown" ->
                        OneTimeToken.mint().text() + OneTimeToken.mint().text().substring(0, 22);
                    case "flipped" -> (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
                    case "id" -> begun.id().toString();
                    case "longer" -> token + "A";
                    default -> kind;
                };

        problem(given().queryParam("token", shown).get("/connect/status").then(), 404)
                .body("type", equalTo("urn:latchkey:problem:not-found"));
    }

    @Test
    void withoutATokenNothingIsFound() {
        problem(given().get("/connect/status").then(), 404).body("remedy", containsString("statusUrl unchanged"));
    }

    @Test
    void anAuthorizationThatEndedLongAgoIsNotFoundAndTheRemedySaysWhy() {
        consents.complete(platform, begun, consent(begun).code().orElseThrow()).statusCode(200);
        assertThat(Seeds.run(() -> Panache.withTransaction(() -> authorizations.removeEndedBy(clock.instant()))))
                .isPositive();

        problem(given().get(begun.statusUrl()).then(), 404)
                .body("remedy", containsString("read the state of its connection"));
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("instance", equalTo("/connect/status"))
                .body("remedy", notNullValue())
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "no-store");
    }

    @Test
    void scriptsOfAnyOriginMayReadItWithoutCredentialsAndNobodyKeepsIt() {
        given().header("Origin", "https://platform.example")
                .get(begun.statusUrl())
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Access-Control-Expose-Headers", containsString("Retry-After"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
        given().header("Origin", "https://platform.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "traceparent")
                .options(begun.statusUrl())
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", "*");
        given().header("Origin", "https://platform.example")
                .get("/connect/assets/page.css")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void readingChangesNothing() {
        given().head(begun.statusUrl()).then().statusCode(200).header("Retry-After", "2");
        given().header("Sec-Purpose", "prefetch").get(begun.statusUrl()).then().statusCode(200);
        for (var method : new String[] {"POST", "PUT", "DELETE"}) {
            given().request(method, begun.statusUrl()).then().statusCode(405);
        }

        status(begun).body("status", equalTo("created"));
        assertThat(consent(begun).code()).isPresent();
    }

    @Test
    void itsTokenOpensNothingElse() {
        var token = token(begun);

        assertThat(browser.open(URI.create(publicUrl.of("/connect/" + token))).status())
                .isEqualTo(404);
        assertThat(consent(begun).code()).isPresent();
        consents.complete(platform, begun, token).statusCode(400);
        given().auth().oauth2(token).get("/v1/providers").then().statusCode(401);
    }

    @Test
    void connectionServiceReadsItForTheTenantAndTheConnectionOnly() {
        internally(begun.connection().toString(), "acme")
                .statusCode(200)
                .body("status", equalTo("created"))
                .body("id", equalTo(begun.id().toString()));
        internally(begun.connection().toString(), "globex").statusCode(404);
        internally(ids.next().toString(), "acme").statusCode(404);
        internally(begun.connection().toString(), "not a tenant").statusCode(400);
        internally("not-an-id", "acme").statusCode(400);
    }

    private ValidatableResponse internally(String connection, String tenant) {
        return platform.connectionService()
                .queryParam("connectionId", connection)
                .queryParam("tenant", tenant)
                .get("/internal/v1/authorizations/{id}", begun.id())
                .then();
    }

    private static ValidatableResponse status(Begun begun) {
        return given().get(begun.statusUrl()).then().statusCode(200);
    }

    /** From now on the token must be in no log, table, event or response. */
    private static Begun watched(Begun begun) {
        assertThat(Marks.watch(token(begun))).hasSize(65);
        return begun;
    }

    private static String token(Begun begun) {
        return begun.statusUrl().getQuery().substring("token=".length());
    }
}
