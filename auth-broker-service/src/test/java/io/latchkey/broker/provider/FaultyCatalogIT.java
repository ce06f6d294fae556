package io.latchkey.broker.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator changes files of the catalog while the broker runs, and makes mistakes. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class FaultyCatalogIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SUSPENDED = "urn:latchkey:problem:provider-suspended";
    private static final String IN_ITEM = "faulty.find { it.id == '%s' }.";

    @ConfigProperty(name = "latchkey.catalog.directory")
    Path folder;

    @Inject
    Seeds seeds;

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    private String provider;

    @BeforeEach
    void callers() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        provider = "reload-" + ids.next();
    }

    @AfterEach
    void putRight() throws IOException {
        clock.reset();
        Files.deleteIfExists(file());
        await().atMost(SOON).untilAsserted(() -> health().body("status", equalTo("UP")));
    }

    @Test
    void aProviderIsAddedChangedAndRemovedWithoutARestartAndAFaultLeavesItsLastGoodVersion() throws IOException {
        write(entry());
        await().atMost(SOON).untilAsserted(() -> show().statusCode(200).body("name", equalTo("Fake")));
        assertThat(seeds.register(fake, provider)).isNotNull();
        var begun = consents.begin(platform, ids.next(), provider);

        write(entry().replace("category: test", "catgory: test"));
        await().atMost(SOON)
                .untilAsserted(() -> list().body(IN_ITEM.formatted(provider) + "suspended", equalTo(false)));
        show().statusCode(200).body("category", equalTo("test"));
        var code = Consents.consent(begun).code().orElseThrow();
        consents.complete(platform, begun, code).statusCode(200);

        write(entry().replace("name: Fake", "name: Renamed"));
        await().atMost(SOON).untilAsserted(() -> show().body("name", equalTo("Renamed")));

        Files.delete(file());
        await().atMost(SOON).untilAsserted(() -> show().statusCode(404));
        platform.read(begun.connection()).statusCode(200);
    }

    @Test
    void aFaultyEntrySuspendsItsProviderAloneAndItsCredentialsAreStillReturned() throws IOException {
        var connection = seeds.ofMissingProvider(fake, provider);
        write(entry().replace("client-authentication: basic", "client-authentication: basik"));
        await().atMost(SOON).untilAsserted(() -> list().body(IN_ITEM.formatted(provider) + "suspended", equalTo(true)));

        list().body("items.id", hasItem(FakeProviderResource.REVOKES_GRANT))
                .body("items.id", not(hasItem(provider)))
                .body(IN_ITEM.formatted(provider) + "faults[0].file", equalTo(file().toString()))
                .body(IN_ITEM.formatted(provider) + "faults[0].line", equalTo(14))
                .body(IN_ITEM.formatted(provider) + "faults[0].field", equalTo("methods.0.token.client-authentication"))
                .body(IN_ITEM.formatted(provider) + "faults[0].fault", containsString("must be basic"));
        platform.worker().get("/v1/providers").then().statusCode(200).body("faulty", nullValue());
        show().statusCode(409).body("type", equalTo(SUSPENDED));
        platform.installer()
                .contentType(ContentType.JSON)
                .body(Map.of("clientId", "a", "clientSecret", "b"))
                .put("/v1/providers/{id}/client", provider)
                .then()
                .statusCode(409)
                .body("type", equalTo(SUSPENDED));
        var request = Consents.request(ids.next());
        request.put("provider", provider);
        Consents.post(platform, "", request).statusCode(409).body("type", equalTo(SUSPENDED));
        request.put("connectionId", connection);
        Consents.post(platform, "", request).statusCode(409).body("type", equalTo(SUSPENDED));
        platform.read(connection).statusCode(200);
        clock.advance(Duration.ofHours(3));
        platform.read(connection).statusCode(503).body("cause", equalTo("provider_not_in_catalog"));
        health().body("status", equalTo("DOWN"))
                .body("checks[0].data.faults", greaterThan(0))
                .body("checks[0].data.suspended", containsString(provider));
        given().get("/q/health/ready").then().statusCode(200);

        write(entry());
        await().atMost(SOON).untilAsserted(() -> list().body("faulty", empty()));
        show().statusCode(200);
    }

    private String entry() throws IOException {
        return Files.readString(folder.resolve(FakeProviderResource.REVOKES_GRANT + ".yaml"))
                .replace("id: " + FakeProviderResource.REVOKES_GRANT, "id: " + provider);
    }

    private void write(String text) throws IOException {
        var unused = Files.writeString(file(), text);
    }

    private Path file() {
        return folder.resolve(provider + ".yaml");
    }

    private ValidatableResponse show() {
        return platform.installer().get("/v1/providers/{id}", provider).then();
    }

    private ValidatableResponse list() {
        return platform.installer().get("/v1/providers?q=fake&limit=100").then().statusCode(200);
    }

    private static ValidatableResponse health() {
        return given().get("/q/health/group/catalog").then();
    }
}
