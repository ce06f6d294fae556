package io.latchkey.broker.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.secret.ApiKeyValues;
import io.latchkey.broker.secret.Secret;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.demo.browser.Browser;
import io.latchkey.local.server.Database;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.work.Detached;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator has removed the file of a provider that connections use. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class MissingProviderIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AFTER_THE_TOKEN = Duration.ofHours(3);
    private static final String PROBLEM = "urn:latchkey:problem:provider-not-in-catalog";

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    @Inject
    Consents consents;

    @Inject
    Detached detached;

    @Inject
    MissingAtStart atStart;

    Database database;
    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    private String provider;

    @BeforeEach
    void callers() {
        fake.reset();
        fake.behaviour().signIn("account-" + ids.next());
        platform = new Platform(tokens);
        provider = "missing-" + ids.next();
    }

    @AfterEach
    void putRight() {
        clock.reset();
    }

    @Test
    void aValidTokenIsReturnedAndAnExpiredOneIsAProblemThatNamesTheProviderAndTheRemedy() {
        var connection = seeds.ofMissingProvider(fake, provider);
        var log = LogLines.begin();

        platform.read(connection).statusCode(200);
        clock.advance(AFTER_THE_TOKEN);
        for (int i = 0; i < 3; i++) {
            platform.read(connection)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo(PROBLEM))
                    .body("detail", containsString("Provider " + provider + " is not in the catalog"))
                    .body("remedy", equalTo("Ask the operator to put its file back into the catalog."))
                    .body("outcome", equalTo("operator_fault"))
                    .body("cause", equalTo("provider_not_in_catalog"));
        }
        log.close();

        assertThat(log.count("WARN", "provider not in the catalog")).isEqualTo(1);
        assertThat(log.count("ERROR")).isZero();
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void anApiKeyThatOnlyTheCatalogKnowsHowToSendIsTheSameProblem() {
        platform.read(ofKey()).statusCode(503).body("type", equalTo(PROBLEM));
    }

    @Test
    void aReauthorizationSaysThatTheProviderIsMissingAndACreationNamesItsField() {
        var connection = seeds.ofMissingProvider(fake, provider);
        var request = Consents.request(connection);
        request.put("provider", provider);

        Consents.post(platform, "", request)
                .statusCode(409)
                .body("type", equalTo(PROBLEM))
                .body("remedy", equalTo("Ask the operator to put its file back into the catalog."));

        request.put("connectionId", ids.next());
        Consents.post(platform, "", request).statusCode(400).body("field", equalTo("provider"));
    }

    @Test
    void aNewLinkIsRefusedAndTheOldOneStays() throws SQLException {
        var begun = consents.begin(platform, fake);
        rename(begun, provider);

        Consents.post(
                        platform,
                        "/" + begun.id() + "/links",
                        Map.of("connectionId", begun.connection(), "tenant", "acme"))
                .statusCode(409)
                .body("type", equalTo(PROBLEM));

        rename(begun, FakeProviderResource.REVOKES_GRANT);
        assertThat(new Browser().open(begun.url()).status()).isEqualTo(200);
    }

    @Test
    void theConnectionsOfMissingProvidersAreLoggedAtStartup() {
        assertThat(seeds.ofMissingProvider(fake, provider)).isNotNull();
        assertThat(seeds.ofMissingProvider(fake, provider)).isNotNull();
        var log = LogLines.begin();

        detached.start(atStart::report).join();
        log.close();

        assertThat(log.texts("WARN", "providers not in the catalog"))
                .singleElement()
                .asString()
                .contains(provider + "=2")
                .doesNotContain("fake=");
    }

    @Test
    void aDeletedApiKeyIsDestroyedWithoutWaitingForTheProvider() {
        var connection = ofKey();

        platform.close(connection, false).statusCode(202);
        clock.advance(Duration.ofMinutes(2));

        assertThat(destroyed(connection)).isEqualTo(new Revocation(RevokedAtProvider.UNSUPPORTED, null));
        assertThat(seeds.stored(connection)).isEmpty();
    }

    @Test
    void aDeletedGrantIsKeptUntilItsRevocationIsGivenUpAndTheResultNamesTheCause() {
        var connection = seeds.ofMissingProvider(fake, provider);
        var log = LogLines.begin();

        platform.close(connection, false).statusCode(202);
        clock.advance(Duration.ofMinutes(2));
        await().atMost(SOON).until(() -> log.count("WARN", "provider not in the catalog") == 1);
        log.close();
        assertThat(seeds.stored(connection)).isPresent();
        clock.advance(Duration.ofHours(25));

        assertThat(destroyed(connection)).isEqualTo(new Revocation(RevokedAtProvider.FALSE, "provider_not_in_catalog"));
        assertThat(fake.received(Endpoint.REVOKE)).isEmpty();
    }

    private void rename(Begun begun, String provider) throws SQLException {
        try (var connection = database.connect();
                var update =
                        connection.prepareStatement("update authorization_attempt set provider = ? where id = ?")) {
            update.setString(1, provider);
            update.setObject(2, begun.id());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private UUID ofKey() {
        var key = new ApiKeyValues(Map.of("key", Secret.of(Marks.secret("key"))), clock.instant());
        return seeds.ofMissingProvider(fake, provider, key);
    }

    private Revocation destroyed(UUID connection) {
        await().atMost(SOON)
                .until(() -> !FactLog.of(connection, CredentialDestroyed.class).isEmpty());
        return FactLog.of(connection, CredentialDestroyed.class).get(0).revocation();
    }
}
