package io.latchkey.broker.shape;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is peculiar to the credentials of real providers, from an entry to the end of a connection. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class CredentialShapesIT {
    @ConfigProperty(name = "latchkey.public-url")
    URI publicUrl;

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;

    @BeforeEach
    @AfterEach
    void reset() {
        fake.reset();
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"etsy"})
    void aShapeIsPlayedFromItsConsentToItsEnd(String shape) {
        play(shape);
    }

    private Variables play(String shape) {
        var provider = ShapeEntries.id(shape);
        var variables = new Variables(Map.of(
                "client", fake.behaviour().clientId(),
                "secret", fake.behaviour().clientSecret(),
                "provider", fake.url(),
                "host", URI.create(fake.url()).getAuthority(),
                "redirect", publicUrl + "/oauth2/callback/" + provider));
        new Story(
                        provider,
                        consents,
                        new Platform(tokens),
                        clock,
                        ids.next(),
                        variables,
                        new ScriptedSite(fake, variables))
                .play(Transcript.of(shape));
        return variables;
    }
}
