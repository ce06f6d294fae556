package io.latchkey.broker.lease;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long leases last, and how long requests wait for them. */
@ConfigMapping(prefix = "latchkey.lease")
public interface LeaseSettings {
    @Setting("Duration of a lease. The holder renews it every third of this time. If short, a short pause of "
            + "a replica or of its database loses leases; if long, the connections of a replica that crashed "
            + "wait longer. The sum with `latchkey.provider.timeout` must be below 22 s: providers that rotate "
            + "refresh tokens accept the previous one for 30 s, and another replica needs up to 8 s to repeat "
            + "an interrupted refresh.")
    @WithDefault("9s")
    Duration term();

    @Setting("How often the service searches for leases whose holder crashed during a refresh, in order to "
            + "repeat the refresh. The provider accepts the repetition only for a short time. The query reads "
            + "few rows.")
    @WithDefault("1s")
    Duration sweepInterval();

    @Setting("How long a request waits for a lease before it fails with 503 and `Retry-After`. If short, requests "
            + "fail that a slow provider would only delay. Must be below 18 s, because connection-service waits "
            + "20 s for a response of this service.")
    @WithDefault("15s")
    Duration patience();
}
