package io.latchkey.broker.shape;

import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Seeds;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is peculiar to the servers of real providers, from an entry to the end of a connection. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ServerShapesIT {
    @Inject
    Stories stories;

    @Inject
    Seeds seeds;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;

    @BeforeEach
    @AfterEach
    void reset() {
        seeds.forgetDueRefreshes();
        fake.reset();
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon-sp",
                "anthropic",
                "bitbucket",
                "box",
                "callrail",
                "crowdstrike",
                "deputy",
                "docusign",
                "ebay",
                "gemini",
                "harvest",
                "linear",
                "looker",
                "mailchimp-transactional",
                "mercado-libre",
                "mongodb-atlas",
                "notion",
                "planetscale",
                "resend",
                "semrush",
                "strava",
                "tableau",
                "telegram-bot",
                "uptimerobot",
                "wave"
            })
    void aShapeIsPlayedFromItsConsentToItsEnd(String shape) {
        var unused = stories.play(shape, fake, tokens);
    }
}
