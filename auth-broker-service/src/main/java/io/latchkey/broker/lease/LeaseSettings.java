package io.latchkey.broker.lease;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long something may be held, and waited for. */
@ConfigMapping(prefix = "latchkey.lease")
public interface LeaseSettings {
    @Setting(
            "How long a lease lasts unless it is renewed, which happens every third of it. Too short, and a short pause of a"
                    + " replica or its database loses leases; when a replica dies, its connections wait for as long. Together with"
                    + " `latchkey.provider.timeout` it must stay below 22 s: providers that rotate refresh tokens accept the former"
                    + " one for 30 s, and another replica needs up to 8 s to send an interrupted refresh again.")
    @WithDefault("9s")
    Duration term();

    @Setting(
            "How often leases are looked for whose holder died after it had sent a refresh, to send it again. The provider"
                    + " accepts that for a short while only; few rows are read.")
    @WithDefault("1s")
    Duration takeOverEvery();

    @Setting("How long a request waits for a lease before it is refused and asked to come again.")
    @WithDefault("15s")
    Duration patience();
}
