package io.latchkey.broker.method.oauth2.clientcredentials;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.method.Entering;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import io.latchkey.testkit.provider.ReceivedRequest.ClientCredentials;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection by a client of the user, from the form to its end. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ClientCredentialsIT {
    private static final Duration LAPSE = Duration.ofMinutes(6);

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

    private final String secret = Marks.secret("own-client") + ":+%/ &=x";
    private Platform platform;
    private Entering person;

    @BeforeEach
    void acceptTheClient() {
        fake.reset();
        platform = new Platform(tokens);
        person = new Entering(consents, platform, FakeMethods.CLIENT);
        accept(secret);
    }

    @AfterEach
    void putRight() {
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
    }

    /** Each request of the client with {@code expected} gets another token. */
    private void accept(String expected) {
        fake.always(Endpoint.TOKEN, exchange -> {
            var client = last(Endpoint.TOKEN).client();
            var answer = client.equals(java.util.Optional.of(new ClientCredentials("key-1", expected)))
                    ? Answer.json(200, issued())
                    : Answer.oauthError(401, "invalid_client");
            answer.to(exchange);
        });
    }

    private static Map<String, Object> issued() {
        return Map.of("access_token", Marks.secret("issued"), "token_type", "bearer", "expires_in", 300);
    }

    private ReceivedRequest last(Endpoint endpoint) {
        var received = fake.received(endpoint);
        return received.get(received.size() - 1);
    }

    private static Map<String, String> client(String secret) {
        return Map.of("client_id", "key-1", "client_secret", secret);
    }

    private UUID completed() {
        var connection = person.completed(ids.next(), client(secret));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
        return connection;
    }

    @Test
    void aTokenIsObtainedBeforeTheClientIsSavedAndHandedOutAlone() {
        var connection = completed();

        var request = last(Endpoint.TOKEN);
        assertThat(request.form())
                .containsOnly(
                        Map.entry("grant_type", "client_credentials"),
                        Map.entry("audience", "api"),
                        Map.entry("scope", "base profile files"));
        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("client-credentials"))
                .body("accessToken", notNullValue())
                .body("accessTokenExpiresAt", notNullValue())
                .body("headers.Authorization", equalTo("Bearer " + token(connection)))
                .body("query", anEmptyMap())
                .body("permissions.granted", equalTo(List.of("files:read", "profile")))
                .body(not(containsString(secret)));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    private String token(UUID connection) {
        return platform.read(connection).statusCode(200).extract().path("accessToken");
    }

    @Test
    void theFormSaysWhatIsEnteredAndThatItIsTested() {
        var form = person.form(ids.next());

        assertThat(form.text())
                .contains("Key ID", "Client secret", "Under Settings.", "We test the credentials")
                .doesNotContain("cannot test");
    }

    @Test
    void aRefusedClientStaysOnTheFormAndIsNeverShownAgain() {
        var wrong = Marks.secret("wrong");

        var refused = person.enter(ids.next(), client(wrong));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("did not accept this");
        assertThat(refused.html()).doesNotContain(wrong);
        assertThat(person.forms().enter(refused, client(secret)).uri().toString())
                .contains("status=consented");
    }

    @ParameterizedTest
    @CsvSource({"503, 503, does not respond", "403, 422, denies the access", "302, 502, HTTP status 302"})
    void whatIsNoRefusalOfTheClientIsSaid(int answer, int status, String words) {
        fake.next(Endpoint.TOKEN, Answer.status(answer));

        var again = person.enter(ids.next(), client(secret));

        assertThat(again.status()).isEqualTo(status);
        assertThat(again.text()).contains(words).doesNotContain("did not accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " padded", "pädded", "two\nlines"})
    void whatCannotBeASecretIsNotSent(String entered) {
        var again = person.enter(ids.next(), client(entered));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("Client secret");
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aLapsedTokenIsRenewedOnceForAllWhoAsk() {
        var connection = completed();
        var first = token(connection);
        clock.advance(LAPSE);

        var renewed = IntStream.range(0, 20)
                .parallel()
                .mapToObj(reader -> token(connection))
                .collect(toSet());

        assertThat(renewed).hasSize(1).doesNotContain(first);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
        platform.read(connection).body("generation", equalTo(1)).body("credentialVersion", equalTo(2));
    }

    @Test
    void aRenewalRequestsNoMoreThanWasGranted() {
        fake.next(
                Endpoint.TOKEN,
                Answer.json(
                        200,
                        Map.of("access_token", Marks.secret("narrow"), "expires_in", 300, "scope", "base profile")));
        var connection = completed();
        platform.read(connection).body("permissions.missing", equalTo(List.of("files:read")));
        clock.advance(LAPSE);

        platform.read(connection).statusCode(200).body("permissions.missing", equalTo(List.of("files:read")));

        assertThat(last(Endpoint.TOKEN).form()).containsEntry("scope", "base profile");
    }

    @Test
    void anOutageChangesNothing() {
        var connection = completed();
        var first = token(connection);
        clock.advance(Duration.ofMinutes(3));
        fake.next(Endpoint.TOKEN, Answer.cut());
        platform.read(connection, "PT24H").statusCode(200).body("accessToken", equalTo(first));
        clock.advance(Duration.ofMinutes(3));
        fake.next(Endpoint.TOKEN, Answer.status(503));

        platform.read(connection).statusCode(503);

        clock.advance(Duration.ofMinutes(20));
        platform.read(connection).statusCode(200).body("accessToken", not(equalTo(first)));
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void aClientThatItsOwnerDeletedRequiresAReauthorization() {
        var connection = completed();
        clock.advance(LAPSE);
        var next = Marks.secret("next");
        accept(next);

        platform.read(connection)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:reauthorization-required"))
                .body("reason", equalTo("refused"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("permanent"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
        await().untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefused.class))
                .extracting(CredentialRefused::reason)
                .containsExactly(Reason.REFUSED));

        var again = person.completed(connection, client(next));
        platform.read(connection).statusCode(200).body("generation", equalTo(2));
        await().untilAsserted(() ->
                assertThat(FactLog.of(connection, CredentialAuthorized.class)).hasSize(2));
    }

    @Test
    void a401WithoutACodeIsOnlyASuspicion() {
        var connection = completed();
        clock.advance(LAPSE);
        fake.always(Endpoint.TOKEN, Answer.status(401));

        platform.read(connection).statusCode(503).body("outcome", equalTo("suspect"));

        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void withoutAProbeATokenRequestIsTheTest() {
        var connection = completed();

        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
        platform.read(connection).body("credentialVersion", equalTo(2));
        fake.always(Endpoint.TOKEN, Answer.status(500));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("transient"));
    }

    @Test
    void aProbeIsSentWithTheTokenAndTheTokenIsRenewedIfItIsRefused() {
        fake.always(Endpoint.TOKEN, Answer.json(200, issued()));
        fake.always(Endpoint.USERINFO, Answer.json(200, Map.of("sub", "account-1", "email", "ada@fake.example")));
        var connection =
                new Entering(consents, platform, FakeMethods.CLIENT_IN_BODY).completed(ids.next(), client(secret));
        var sent = new JsonObject(fake.received(Endpoint.TOKEN).get(0).body());
        assertThat(sent.getMap())
                .containsEntry("client_id", "key-1")
                .containsEntry("client_secret", secret)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "profile,files");
        var headers = last(Endpoint.USERINFO).headers();
        assertThat(headers.getFirst("X-Client")).isEqualTo("key-1");
        fake.next(Endpoint.USERINFO, Answer.status(401));

        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        platform.read(connection)
                .body("credentialVersion", equalTo(2))
                .body("headers.Authorization", equalTo("Token " + token(connection)))
                .body("headers.X-Client", equalTo("key-1"));
    }

    @Test
    void aForcedRefreshObtainsAnotherToken() {
        var connection = completed();
        var first = token(connection);

        platform.refresh(connection).statusCode(200).body("accessToken", not(equalTo(first)));
    }

    @Test
    void aDeletedConnectionLeavesNoClient() {
        var connection = completed();

        platform.close(connection, false).statusCode(202);

        platform.read(connection).statusCode(404);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
    }
}
