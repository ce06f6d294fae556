package io.latchkey.connection.deletion;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the personal data of deleted connections is erased. */
@ConfigMapping(prefix = "latchkey.deleted")
public interface ErasureSettings {
    @Setting("Time between the deletion of a connection and the erasure of its personal data: owner, name, "
            + "account, the actors in its history, and the Idempotency-Key of its creation. The rest of the "
            + "history is kept. If short, it is hard to find out who deleted a connection by mistake.")
    @WithDefault("30d")
    Duration personalDataRetention();

    @Setting("Time between two runs of the erasure. It only delays the erasure.")
    @WithDefault("1h")
    Duration sweepInterval();
}
