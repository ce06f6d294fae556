package io.latchkey.connection.deletion;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of a deleted connection. */
@ConfigMapping(prefix = "latchkey.deleted")
public interface ErasureSettings {
    @Setting(
            "Time after its deletion at which a connection's personal data is erased: its owner and name, the account, who did"
                    + " what in its history, and the Idempotency-Key that made it. The history keeps the rest. Shorter makes it harder to"
                    + " tell who deleted what by mistake.")
    @WithDefault("30d")
    Duration personalDataRetention();

    @Setting("Time between two erasures. It only delays them.")
    @WithDefault("1h")
    Duration sweepInterval();
}
