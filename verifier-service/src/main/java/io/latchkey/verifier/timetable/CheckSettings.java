package io.latchkey.verifier.timetable;

import io.latchkey.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often to check, and how patiently. */
@ConfigMapping(prefix = "latchkey.check")
public interface CheckSettings {
    @Setting(
            "The time between two checks of one connection. Short intervals spend the providers' rate limits, with long"
                    + " ones a withdrawn grant is found late.")
    @WithDefault("24h")
    Duration interval();

    @Setting("The first pause after a check that failed to tell. It doubles up to the interval.")
    @WithDefault("1m")
    Duration backoff();

    @Setting(
            "What a check may take. Must be longer than a probe may take (the read time-out of the client `broker`) and"
                    + " shorter than connection-service waits for a verification.")
    @WithDefault("20s")
    Duration limit();

    @Setting(
            "How long a replica keeps a claimed row to itself. If shorter than a check and the telling of its result, a row"
                    + " is worked on twice; long ones let the rows of a dead replica wait.")
    @WithDefault("1m")
    Duration lease();

    @Setting("How many rows a replica claims, and works on, at once.")
    @WithDefault("32")
    int batch();
}
