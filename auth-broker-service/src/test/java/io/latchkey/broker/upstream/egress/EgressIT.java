package io.latchkey.broker.upstream.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.LogLines;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Forms;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.demo.browser.Browser;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider in the catalog has an address to which the broker does not connect. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class EgressIT {
    private static final String WARNING = "no public address";

    @Inject
    Seeds seeds;

    @Inject
    Consents consents;

    @Inject
    CurrentCatalog catalog;

    @Inject
    MovingClock clock;

    @Inject
    Ids ids;

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
        seeds.forgetDueRefreshes();
    }

    @Test
    void itsConnectionsStayAsTheyAreAndTheOperatorLearnsWhatToDo() {
        clock.advance(Duration.ofHours(2));
        var connection = atInternalAddress();

        platform.read(connection).statusCode(200);
        try (var log = LogLines.begin()) {
            for (var attempt = 0; attempt < 3; attempt++) {
                platform.probe(connection)
                        .statusCode(200)
                        .body("outcome", equalTo("operator_fault"))
                        .body("detail", equalTo("address_not_allowed"));
            }
            platform.refresh(connection)
                    .statusCode(503)
                    .body("type", equalTo("urn:latchkey:problem:provider-address-not-allowed"))
                    .body("remedy", containsString("LATCHKEY_EGRESS_ALLOWED_HOSTS"))
                    .body("outcome", equalTo("operator_fault"))
                    .body("cause", equalTo("address_not_allowed"));
            assertThat(log.count("WARN", WARNING)).isEqualTo(1);
            assertThat(log.count("ERROR")).isZero();
        }
        platform.close(connection, false).statusCode(202);

        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    @Test
    void aPersonWhoEntersAKeyLearnsWhoCanHelp() {
        var browser = new Browser();
        var forms = new Forms(browser);
        var begun = consents.begin(platform, ids.next(), FakeProviderResource.KEY_AT_INTERNAL);
        var form = forms.open(begun);

        for (var attempt = 0; attempt < 6; attempt++) {
            var again = forms.enter(form, Map.of("key", Marks.secret("key")));
            assertThat(again.status()).isEqualTo(502);
            assertThat(again.text()).contains("has an internal address", "Tell the operators of this service");
        }
    }

    private UUID atInternalAddress() {
        var provider = FakeProviderResource.INTERNAL;
        assertThat(seeds.register(fake, provider)).isNotNull();
        var connection = seeds.ofMissingProvider(fake, provider);
        var granted = seeds.stored(connection).orElseThrow().document();
        var origin = catalog.find(provider).orElseThrow().methods().get(0).origin();
        seeds.storeOnly(
                connection,
                granted.refreshedWith(ids.next(), granted.grant(), clock.instant())
                        .boundTo(origin),
                1);
        return connection;
    }
}
