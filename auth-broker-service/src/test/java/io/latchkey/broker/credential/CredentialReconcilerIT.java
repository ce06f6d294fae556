package io.latchkey.broker.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class CredentialReconcilerIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    Credentials credentials;

    @Inject
    CredentialReconciler reconciler;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        fake.reset();
        platform = new Platform(tokens);
    }

    @Test
    void whoNextTakesTheCredentialFinishesACompletionThatDiedHalfWay() {
        var connection = seeds.halfCompleted(fake);

        platform.read(connection).statusCode(200).body("generation", equalTo(1)).body("credentialVersion", equalTo(1));
        platform.read(connection).statusCode(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialAuthorized.class))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.generation()).isEqualTo(1);
                    assertThat(fact.modules()).containsExactly("contact-sync");
                }));
    }

    @Test
    void whoNextTakesTheCredentialFinishesARefreshThatDiedHalfWay() {
        var connection = seeds.connection(fake);
        var document = seeds.stored(connection).orElseThrow().document();
        seeds.storeOnly(connection, refreshed(document), 1);

        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(2));

        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.credentialVersion()).isEqualTo(2)));
    }

    @Test
    void aWriterThatOutlivedItsLeaseTakesNothingBack() {
        var connection = seeds.connection(fake);
        var row = Seeds.run(() -> Panache.withSession(() -> credentials.requireOpen(connection, "acme")));
        var document = seeds.stored(connection).orElseThrow().document();
        seeds.storeOnly(connection, refreshed(document), 1);
        var late = seeds.stored(connection).orElseThrow();
        seeds.storeOnly(connection, refreshed(document), 2);
        platform.read(connection).statusCode(200).body("credentialVersion", equalTo(3));

        var after = Seeds.run(() -> reconciler.withRefresh(row, late));

        assertThat(after.version()).isEqualTo(3);
    }

    @Test
    void aConnectionThatWasNeverAuthorizedIsPending() {
        var connection = seeds.expected();

        platform.read(connection).statusCode(409).body("type", equalTo("urn:latchkey:problem:authorization-pending"));
        platform.refresh(connection).statusCode(409);
        platform.probe(connection).statusCode(409);
    }

    private CredentialDocument refreshed(CredentialDocument document) {
        return document.refreshedWith(ids.next(), document.grant(), clock.instant());
    }
}
