package io.latchkey.verifier.suspicion;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a 401 that gives no reason ends a connection. */
@ConfigMapping(prefix = "latchkey.suspicion")
public interface SuspicionSettings {
    @Setting(
            "The pause before a connection whose access token was refused is checked again. Very short pauses only see the"
                    + " same trouble of the provider twice.")
    @WithDefault("5m")
    Duration again();

    @Setting("How long a provider must have refused a connection's access token, in three checks at least, before the"
            + " connection needs a reauthorization. If short, a passing fault of a provider ends connections; if long, a"
            + " withdrawn grant stays ACTIVE for as long.")
    @WithDefault("1h")
    Duration period();

    @Setting(
            "How long refusals are ascribed to an incident of the provider while it refuses most of its connections. If"
                    + " short, a long incident ends connections; if long, people learn late that a provider revoked all of them.")
    @WithDefault("24h")
    Duration incidentLimit();
}
