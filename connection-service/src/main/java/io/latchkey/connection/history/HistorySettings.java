package io.latchkey.connection.history;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the history of a connection is kept. */
@ConfigMapping(prefix = "latchkey.history")
public interface HistorySettings {
    @Setting("Age at which an entry of a connection's history is deleted, counted from its last repetition. "
            + "If short, the reasons for a connection's state are lost early; if long, the table grows.")
    @WithDefault("365d")
    Duration retention();

    @Setting("Time between two deletions of expired entries. It only delays the deletion.")
    @WithDefault("1h")
    Duration sweepInterval();
}
