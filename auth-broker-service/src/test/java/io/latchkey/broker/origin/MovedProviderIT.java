package io.latchkey.broker.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.Origin;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider is elsewhere in the catalog than when its secrets were stored. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class MovedProviderIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration FORCED_INTERVAL = Duration.ofSeconds(31);
    private static final Origin ELSEWHERE = new Origin(
            "https://old.example",
            "https://old.example:443/token",
            "https://old.example:443/token",
            List.of("https://old.example:443"));

    @Inject
    Seeds seeds;

    @Inject
    CurrentCatalog catalog;

    @Inject
    ClientStore clients;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        clock.reset();
        fake.reset();
        assertThat(seeds.register(fake, FakeProviderResource.REVOKES_GRANT)).isNotNull();
    }

    @Test
    void noSecretIsSentToANewOriginUntilAnOperatorConfirmsIt() {
        var provider = FakeProviderResource.MOVES;
        var connection = moved(provider);
        fake.behaviour().signIn("account-" + ids.next());
        var deleted = moved(provider);
        fake.reset();

        platform.read(connection).statusCode(200);
        try (var log = LogLines.begin()) {
            platform.refresh(connection).statusCode(503).body("cause", equalTo("origin_changed"));
            assertThat(log.count("ERROR")).isEqualTo(1);
        }
        platform.probe(connection)
                .statusCode(200)
                .body("outcome", equalTo("operator_fault"))
                .body("detail", equalTo("origin_changed"));
        platform.close(deleted, false).statusCode(202);

        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();

        var shown = origin(provider)
                .body("confirmed", equalTo(false))
                .body("moves.known.tokenEndpoint", hasItem("https://old.example:443/token"))
                .extract()
                .<Map<String, Object>>path("origin");
        confirm(provider, Map.of("tokenEndpoint", "https://old.example:443/token", "hosts", List.of()))
                .statusCode(400)
                .body("field", equalTo("refreshEndpoint"));
        confirm(provider, Map.of("tokenEndpoint", "https://old.example:443/token"))
                .statusCode(400)
                .body("field", equalTo("hosts"))
                .body("remedy", startsWith("Send the origin that GET returns"));
        confirm(provider, with(shown, "tokenEndpoint", "https://other.example:443/token"))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:another-origin"));
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();

        confirm(provider, shown).statusCode(200).body("confirmed", equalTo(true));
        confirm(provider, shown).statusCode(200);

        clock.advance(FORCED_INTERVAL);
        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(3));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        await().atMost(SOON)
                .until(() -> !FactLog.of(deleted, CredentialDestroyed.class).isEmpty());
        assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty();
        assertThat(seeds.stored(connection).orElseThrow().document().origin())
                .isEqualTo(catalog.find(provider).orElseThrow().methods().get(0).origin());
    }

    @Test
    void aClientOfAnotherOriginBeginsNoConsentAndRefreshesNothing() {
        var connection = seeds.connection(fake);
        bindClientTo(ELSEWHERE);
        fake.reset();

        Consents.post(platform, "", Consents.request(ids.next()))
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:origin-unconfirmed"))
                .body("field", equalTo("provider"));
        platform.refresh(connection).statusCode(503).body("cause", equalTo("origin_changed"));
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();

        var client = Map.of(
                "clientId", fake.behaviour().clientId(),
                "clientSecret", fake.behaviour().clientSecret());
        platform.installer()
                .contentType(ContentType.JSON)
                .body(client)
                .put("/v1/providers/fake/client")
                .then()
                .statusCode(200);
        clock.advance(FORCED_INTERVAL);
        platform.refresh(connection).statusCode(200);
    }

    @Test
    void onlyTheInstallationConfirms() {
        var origin = Map.<String, Object>of("hosts", List.of());
        confirm("no-such-provider", origin).statusCode(404);
        platform.worker()
                .contentType(ContentType.JSON)
                .body(origin)
                .post("/v1/providers/fake/origin-confirmations")
                .then()
                .statusCode(403);
        platform.worker().get("/v1/providers/fake/origin-confirmations").then().statusCode(403);
        origin("fake-token").body("moves", empty()).body("origin.hosts.size()", greaterThan(0));
    }

    private UUID moved(String provider) {
        var connection = seeds.connection(fake, provider, "acme", null);
        var stored = seeds.stored(connection).orElseThrow();
        seeds.storeOnly(
                connection,
                stored.document()
                        .refreshedWith(ids.next(), stored.document().grant(), clock.instant())
                        .boundTo(ELSEWHERE),
                1);
        return connection;
    }

    private void bindClientTo(Origin origin) {
        var client = new ProviderClient(
                ClientRef.ofInstallation(fake.behaviour().clientId()),
                List.of(Secret.of(fake.behaviour().clientSecret())),
                origin);
        Seeds.carryOut(() -> clients.write(FakeProviderResource.REVOKES_GRANT, client));
    }

    @Test
    void eachMethodOfAProviderHasAnOriginOfItsOwn() {
        var path = "/v1/providers/" + FakeProviderResource.KEY_OR_LOGIN + "/origin-confirmations";

        origin(FakeProviderResource.KEY_OR_LOGIN).body("method", equalTo("key"));
        var shown = platform.installer()
                .get(path + "?method=login")
                .then()
                .statusCode(200)
                .body("method", equalTo("login"))
                .body("confirmed", equalTo(false))
                .extract()
                .<Map<String, Object>>path("origin");
        platform.installer()
                .contentType(ContentType.JSON)
                .body(shown)
                .post(path + "?method=login")
                .then()
                .statusCode(200)
                .body("method", equalTo("login"))
                .body("confirmed", equalTo(true));
        platform.installer()
                .get(path + "?method=oauth2")
                .then()
                .statusCode(400)
                .body("field", equalTo("method"))
                .body("remedy", equalTo("Use one of: key, login."));
    }

    private ValidatableResponse origin(String provider) {
        return platform.installer()
                .get("/v1/providers/{id}/origin-confirmations", provider)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse confirm(String provider, Map<String, Object> origin) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(origin)
                .post("/v1/providers/{id}/origin-confirmations", provider)
                .then();
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        var changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }
}
