package io.latchkey.broker.shape;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.time.MovingClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plays the transcript of an entry in {@code src/test/resources/shapes}. */
@ApplicationScoped
class Stories {
    private final URI publicUrl;
    private final Consents consents;
    private final Ids ids;
    private final MovingClock clock;

    Stories(
            @ConfigProperty(name = "latchkey.public-url") URI publicUrl,
            Consents consents,
            Ids ids,
            MovingClock clock) {
        this.publicUrl = publicUrl;
        this.consents = consents;
        this.ids = ids;
        this.clock = clock;
    }

    /** The values that the transcript has received. */
    Variables play(String shape, FakeProvider fake, Tokens tokens) {
        var provider = ShapeEntries.id(shape);
        var variables = Variables.of(fake, URI.create(publicUrl + "/oauth2/callback/" + provider), clock.instant());
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
