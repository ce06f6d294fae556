package io.latchkey.broker.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ProbeIT {
    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;
    UUID connection;

    @BeforeEach
    void connect() {
        platform = new Platform(tokens);
        connection = seeds.connection(fake);
        fake.reset();
    }

    @AfterEach
    void putRight() {
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
    }

    @Test
    void aCredentialThatWorksIsOk() {
        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("ok"))
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo(1))
                .body("httpStatus", equalTo(200))
                .body("latencyMillis", notNullValue())
                .body("reason", nullValue());

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aLapsedTokenIsRefreshedFirst() {
        clock.advance(Duration.ofMinutes(6));

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("ok"))
                .body("credentialVersion", equalTo(2));
    }

    @Test
    void aSingle401IsNoProof() {
        fake.next(Endpoint.USERINFO, Answer.status(401));

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("ok"))
                .body("credentialVersion", equalTo(2));
    }

    @Test
    void a401ForAFreshTokenTooIsSuspectAndEndsNothing() {
        fake.always(Endpoint.USERINFO, Answer.status(401));

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("suspect"))
                .body("reason", nullValue())
                .body("detail", equalTo("http_401"))
                .body("httpStatus", equalTo(401))
                .body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.USERINFO)).hasSize(2);
        platform.read(connection).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 418})
    void a401StaysSuspectWhereTheRefreshIsRejectedWithoutAReason(int status) {
        fake.next(Endpoint.USERINFO, Answer.status(401));
        fake.next(Endpoint.TOKEN, Answer.status(status));

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("suspect"))
                .body("httpStatus", equalTo(401))
                .body("credentialVersion", equalTo(1));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void a401WithADocumentedFinalCodeIsPermanentAtOnce() {
        fake.always(Endpoint.USERINFO, Answer.oauthError(401, "token_revoked"));

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("permanent"))
                .body("reason", equalTo("revoked"));
    }

    @Test
    void aTokenOfUnknownLifeThatIsAnHourOldIsRefreshedFirstOrTriedAsItIs() {
        storeWithUnknownLife();
        platform.probe(connection).body("outcome", equalTo("ok")).body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();

        clock.advance(Duration.ofMinutes(61));
        fake.next(Endpoint.TOKEN, Answer.status(503));

        platform.probe(connection).body("outcome", equalTo("ok")).body("credentialVersion", equalTo(2));
        clock.advance(Duration.ofSeconds(10));
        platform.probe(connection).body("outcome", equalTo("ok")).body("credentialVersion", equalTo(3));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(2);
    }

    private void storeWithUnknownLife() {
        var stored = seeds.stored(connection).orElseThrow();
        var grant = stored.document().grant();
        var known = OAuth2Tokens.of(grant.material());
        var unknown = new io.latchkey.broker.secret.OAuth2Tokens(
                known.accessToken(), known.refreshToken(), known.obtainedAt(), null, null);
        var document = stored.document()
                .refreshedWith(
                        ids.next(),
                        new Grant(unknown, grant.scopes(), grant.permissions(), grant.expiresAt(), grant.rotates()),
                        clock.instant());
        seeds.storeOnly(connection, document, stored.version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"errors\":[{\"code\":\"602\",\"message\":\"Access token expired\"}]}",
                "{\"success\":false,\"errors\":[{\"code\":602}]}",
                "{\"success\":\"false\",\"errors\":[{\"code\":\"610\"},{\"code\":\"601\"}]}"
            })
    void theProvidersCodeForAnInvalidTokenIsWhatA401Is(String body) {
        var asserted = seeds.connection(fake, FakeProviderResource.ASSERTS, "acme", null);
        fake.reset();
        fake.next(Endpoint.USERINFO, Answer.text(200, "application/json", body));
        fake.next(Endpoint.USERINFO, Answer.json(200, Map.of("success", true)));

        platform.probe(asserted).statusCode(200).body("outcome", equalTo("ok")).body("credentialVersion", equalTo(2));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void aProbeIsSentAndJudgedAsTheCatalogDescribesIt() {
        var shapes = seeds.connection(fake, FakeProviderResource.SHAPES, "acme", null);
        fake.reset();
        fake.next(Endpoint.USERINFO, Answer.json(200, Map.of("data", Map.of("viewer", Map.of("id", 7)))));

        platform.probe(shapes).statusCode(200).body("outcome", equalTo("ok"));

        var sent = fake.received(Endpoint.USERINFO).get(0);
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.headers().getFirst("Authorization")).startsWith("Token ");
        assertThat(sent.headers().getFirst("Acme-Version")).isEqualTo("7");
        assertThat(sent.headers().get("Accept")).containsExactly("application/graphql-response+json");
        assertThat(sent.headers().getFirst("Content-Type")).isEqualTo("application/json");
        platform.read(shapes).statusCode(200).body("headers.'Acme-Version'", equalTo("7"));
    }

    @Test
    void anErrorIn200AndADeadStatusAreNotGood() {
        var shapes = seeds.connection(fake, FakeProviderResource.SHAPES, "acme", null);
        fake.next(
                Endpoint.USERINFO,
                Answer.json(
                        200,
                        Map.of("data", Map.of("viewer", Map.of("id", 7)), "errors", List.of(Map.of("message", "no")))));

        platform.probe(shapes).statusCode(200).body("outcome", equalTo("unknown"));

        fake.always(Endpoint.USERINFO, Answer.status(403));
        platform.probe(shapes)
                .statusCode(200)
                .body("outcome", equalTo("suspect"))
                .body("detail", equalTo("http_403"))
                .body("credentialVersion", equalTo(2));
    }

    @Test
    void anotherCodeIsNot() {
        var asserted = seeds.connection(fake, FakeProviderResource.ASSERTS, "acme", null);
        fake.reset();
        fake.next(
                Endpoint.USERINFO,
                Answer.text(200, "application/json", "{\"success\":false,\"errors\":[{\"code\":\"1003\"}]}"));

        platform.probe(asserted)
                .statusCode(200)
                .body("outcome", equalTo("unknown"))
                .body("credentialVersion", equalTo(1));
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aGrantThatWasWithdrawnIsPermanent() {
        fake.behaviour().withdrawAll();

        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("permanent"))
                .body("reason", equalTo("refused"))
                .body("detail", equalTo("invalid_grant"))
                .body("credentialVersion", equalTo(1));
        platform.read(connection).statusCode(409).body("reason", equalTo("refused"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("permanent"));
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void whatDoesNotConcernTheGrantIsSaidAsSuch() {
        fake.next(Endpoint.USERINFO, Answer.status(503));
        fake.next(Endpoint.USERINFO, Answer.status(429));
        fake.next(Endpoint.USERINFO, Answer.status(403));
        fake.next(Endpoint.USERINFO, Answer.cut());

        platform.probe(connection).statusCode(200).body("outcome", equalTo("transient"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("throttled"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("limited"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("transient"));
        platform.read(connection).statusCode(200);
    }

    @Test
    void onlyTheVerifierMayAskAndOnlyForTheRightTenant() {
        var body = Map.of("connectionId", connection, "tenant", "globex");
        platform.verifierService().body(body).post("/internal/v1/probes").then().statusCode(404);
        platform.connectionService()
                .body(body)
                .post("/internal/v1/probes")
                .then()
                .statusCode(403);
        platform.probe(ids.next()).statusCode(404);
        platform.verifierService().body("{}").post("/internal/v1/probes").then().statusCode(400);
        platform.verifierService()
                .body("{\"connectionId\":\"x\",\"tenant\":\"acme\"}")
                .post("/internal/v1/probes")
                .then()
                .statusCode(400)
                .body("field", equalTo("connectionId"));
        platform.verifierService()
                .body(Map.of("connectionId", connection, "tenant", "../acme"))
                .post("/internal/v1/probes")
                .then()
                .statusCode(400)
                .body("field", equalTo("tenant"))
                .body("remedy", containsString("tenant"));
    }
}
