package io.latchkey.connection.deletion;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a connection may wait for its first completion. */
@ConfigMapping(prefix = "latchkey.pending")
public interface PendingSettings {
    @Setting(
            "Age at which a connection that nobody completed is deleted. Shorter than the broker's link and code together,"
                    + " it deletes connections whose user is still at the provider.")
    @WithDefault("24h")
    Duration lifetime();

    @Setting("Time between two looks for such connections. It only delays the deletion.")
    @WithDefault("5m")
    Duration sweepInterval();
}
