package io.latchkey.broker.method.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.method.Entering;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.provider.ReceivedRequest;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection by a login, from the form to its end. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class SessionLoginIT {
    private static final Duration LAPSE = Duration.ofMinutes(21);

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

    private final String secret = Marks.secret("login") + "\"\\ ñ&={x}";
    private Platform platform;
    private Entering person;

    @BeforeEach
    void acceptTheLogin() {
        fake.reset();
        platform = new Platform(tokens);
        person = new Entering(consents, platform, FakeMethods.LOGIN);
        fake.always(Endpoint.TOKEN, exchange -> session().to(exchange));
        fake.always(Endpoint.USERINFO, Answer.json(200, Map.of("sub", "account-1", "email", "ada@fake.example")));
    }

    @AfterEach
    void putRight() {
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
    }

    private static Answer session() {
        return Answer.json(200, Map.of("session", Map.of("token", Marks.secret("session"))));
    }

    private Map<String, String> entered() {
        return Map.of("app", "app-7", "name", "ci", "secret", secret);
    }

    private UUID completed() {
        return person.completed(ids.next(), entered());
    }

    private ReceivedRequest login() {
        var received = fake.received(Endpoint.TOKEN);
        return received.get(received.size() - 1);
    }

    @Test
    void theSessionIsHandedOutAndNeverWhatWasEntered() {
        var connection = completed();

        assertThat(login().method()).isEqualTo("POST");
        assertThat(login().headers().getFirst("X-Version")).isEqualTo("3");
        assertThat(new JsonObject(login().body()).getJsonObject("credentials").getMap())
                .isEqualTo(Map.of("name", "ci", "secret", secret));
        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("session"))
                .body("headers.X-Session", equalTo(token(connection)))
                .body("headers.X-App", equalTo("app-7"))
                .body(not(containsString(secret)));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    private String token(UUID connection) {
        return platform.read(connection).statusCode(200).extract().path("accessToken");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 422, did not accept this",
        "503, 503, does not respond",
        "403, 422, denies the access",
        "404, 502, HTTP status 404"
    })
    void aLoginThatFailsIsExplainedOnTheForm(int answer, int status, String words) {
        fake.next(Endpoint.TOKEN, Answer.status(answer));

        var again = person.enter(ids.next(), entered());

        assertThat(again.status()).isEqualTo(status);
        assertThat(again.text()).contains(words);
        assertThat(again.html()).doesNotContain("lkcanary");
        assertThat(person.forms().enter(again, entered()).uri().toString()).contains("status=consented");
    }

    @Test
    void aSessionThatEndsIsReplacedByALogin() {
        var connection = completed();
        var first = token(connection);
        clock.advance(LAPSE);

        platform.read(connection).statusCode(200).body("accessToken", not(equalTo(first)));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void aSessionThatTheProviderEndsEarlyIsReplacedWhenItIsProbed() {
        var connection = completed();
        fake.next(Endpoint.USERINFO, Answer.status(401));

        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void anOutageChangesNothing() {
        var connection = completed();
        clock.advance(LAPSE);
        fake.next(Endpoint.TOKEN, Answer.cut());
        platform.read(connection).statusCode(503);

        clock.advance(Duration.ofMinutes(20));

        platform.read(connection).statusCode(200);
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void aRefusedLoginRequiresAReauthorization() {
        var connection = completed();
        clock.advance(LAPSE);
        fake.next(Endpoint.TOKEN, Answer.status(401));

        platform.read(connection)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:reauthorization-required"));
        platform.read(connection).statusCode(409);
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);

        var again = person.completed(connection, entered());
        platform.read(connection).statusCode(200).body("generation", equalTo(2));
    }

    @Test
    void valuesAreEncodedAsTheirPlaceRequires() {
        fake.always(
                Endpoint.TOKEN, Answer.json(200, Map.of("ok", true, "token", Marks.secret("session"), "seconds", 600)));
        var withBasic = new Entering(consents, platform, FakeMethods.LOGIN_WITH_BASIC);
        var connection = withBasic.completed(ids.next(), Map.of("name", "ada", "secret", secret, "code", "a&b =c"));

        assertThat(login().headers().getFirst("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(("ada:" + secret).getBytes(UTF_8)));
        assertThat(login().form()).containsOnly(Map.entry("company", "a&b =c"), Map.entry("grant", "app"));
        platform.read(connection).body("headers.Authorization", equalTo("Bearer " + token(connection)));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void aRefusalInsideASuccessIsOne() {
        fake.always(Endpoint.TOKEN, Answer.json(200, Map.of("ok", false)));
        var withBasic = new Entering(consents, platform, FakeMethods.LOGIN_WITH_BASIC);

        var refused = withBasic.enter(ids.next(), Map.of("name", "ada", "secret", secret));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("did not accept this");
        assertThat(withBasic
                        .enter(ids.next(), Map.of("name", "a:b", "secret", secret))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aDeletedConnectionLeavesNothing() {
        var connection = completed();

        platform.close(connection, false).statusCode(202);

        platform.read(connection).statusCode(404);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
    }
}
