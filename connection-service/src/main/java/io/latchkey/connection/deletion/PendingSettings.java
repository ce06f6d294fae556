package io.latchkey.connection.deletion;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a connection may remain pending. */
@ConfigMapping(prefix = "latchkey.pending")
public interface PendingSettings {
    @Setting("Age at which a connection whose first authorization was not completed is deleted. If it is "
            + "shorter than the lifetimes of the broker's link and code together, connections are deleted "
            + "while their users are at the provider.")
    @WithDefault("24h")
    Duration lifetime();

    @Setting("Time between two searches for such connections. It only delays the deletion.")
    @WithDefault("5m")
    Duration sweepInterval();
}
