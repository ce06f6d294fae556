package io.latchkey.verifier.suspicion;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a 401 without a documented code ends a connection. */
@ConfigMapping(prefix = "latchkey.suspicion")
public interface SuspicionSettings {
    @Setting("Pause before a connection is checked again after its access token was refused. If very short, "
            + "both checks fall into the same outage of the provider.")
    @WithDefault("5m")
    Duration again();

    @Setting("How long the provider must refuse a connection's access token, in at least three checks, before "
            + "the connection needs a reauthorization. If short, a temporary fault of a provider ends "
            + "connections; if long, a connection with a withdrawn grant stays ACTIVE for that time.")
    @WithDefault("1h")
    Duration period();

    @Setting("How long refusals are treated as an incident of the provider while it refuses most of its "
            + "connections. If short, a long incident ends connections; if long, users learn late that a "
            + "provider has revoked all their grants.")
    @WithDefault("24h")
    Duration incidentLimit();
}
