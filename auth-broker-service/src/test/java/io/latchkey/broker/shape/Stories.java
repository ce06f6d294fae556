package io.latchkey.broker.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.time.MovingClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
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

    void play(String shape, FakeProvider fake, Tokens tokens) {
        var provider = ShapeEntries.id(shape);
        var secret = fake.behaviour().clientSecret();
        var variables = new Variables(Map.of(
                "client", fake.behaviour().clientId(),
                "secret", secret,
                "encoded_secret", URLEncoder.encode(secret, UTF_8),
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
    }
}
