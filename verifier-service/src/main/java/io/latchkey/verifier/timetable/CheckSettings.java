package io.latchkey.verifier.timetable;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often connections are checked, and how many checks run concurrently. */
@ConfigMapping(prefix = "latchkey.check")
public interface CheckSettings {
    @Setting("Time between two checks of one connection. Short intervals use up the providers' rate limits; "
            + "with long intervals, a withdrawn grant is detected late.")
    @WithDefault("24h")
    Duration interval();

    @Setting("First pause after a check without a result. It doubles with each failure, up to the interval.")
    @WithDefault("1m")
    Duration backoff();

    @Setting("Time limit of a check. It must be longer than the time limit of a probe (the read time-out of "
            + "the client `broker`) and shorter than the time that connection-service waits for a check.")
    @WithDefault("20s")
    Duration limit();

    @Setting("How long a claimed row is reserved for a replica. The service uses at least "
            + "`latchkey.check.limit` plus 15 s, since otherwise two replicas could process the same row. If "
            + "long, the rows of a replica that crashed wait longer.")
    @WithDefault("1m")
    Duration lease();

    @Setting("Maximum number of concurrent checks per replica. If low, slow providers can use all slots. Each "
            + "running check uses a connection to auth-broker-service.")
    @WithDefault("256")
    int places();

    @Setting("Maximum number of concurrent checks per provider. If low, the connections of a large provider "
            + "are checked late; if high, a provider that does not respond uses more of the slots, and "
            + "receives more requests at once.")
    @WithDefault("16")
    int placesPerProvider();

    @Setting("Maximum number of notices and expiries that a replica publishes at once. They need no call to a "
            + "provider and never wait for a check.")
    @WithDefault("64")
    int noticePlaces();
}
