package io.latchkey.broker.lease;

import io.latchkey.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long something may be held, and waited for. */
@ConfigMapping(prefix = "latchkey.lease")
public interface LeaseConfig {
    @Setting("How long a lease lasts unless it is renewed. It must exceed the provider's time-out"
            + " (`latchkey.provider.timeout`) by what Vault and the database take, or two refreshes may run at once; when a"
            + " replica dies, its connections wait for as long.")
    @WithDefault("20s")
    Duration term();

    @Setting("How long a request waits for a lease before it is told to come again.")
    @WithDefault("15s")
    Duration patience();
}
