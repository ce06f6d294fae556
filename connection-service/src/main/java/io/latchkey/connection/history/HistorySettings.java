package io.latchkey.connection.history;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long histories are kept. */
@ConfigMapping(prefix = "latchkey.history")
public interface HistorySettings {
    @Setting(
            "Age at which an entry of a connection's history is deleted, counted from its last repetition. Shorter loses what"
                    + " explains a connection's state; longer lets the table grow.")
    @WithDefault("365d")
    Duration retention();

    @Setting("Time between two deletions of such entries. It only delays them.")
    @WithDefault("1h")
    Duration sweepInterval();
}
