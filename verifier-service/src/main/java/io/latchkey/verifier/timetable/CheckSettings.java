package io.latchkey.verifier.timetable;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often to check, and how patiently. */
@ConfigMapping(prefix = "latchkey.check")
public interface CheckSettings {
    /**
     * Between two checks of one connection; a day unless set. Short intervals spend the providers' rate limits, with
     * long ones a withdrawn grant is found late.
     */
    @WithDefault("24h")
    Duration interval();

    /** The first pause after a check that failed to tell; a minute unless set. It doubles up to the interval. */
    @WithDefault("1m")
    Duration backoff();

    /**
     * What a check may take; 20 seconds unless set. Must be longer than a probe may take (the read time-out of the
     * client {@code broker}) and shorter than connection-service waits for a verification.
     */
    @WithDefault("20s")
    Duration limit();

    /**
     * How long a replica keeps a claimed row to itself; a minute unless set. If shorter than a check and the telling
     * of its result, a row is worked on twice; long ones let the rows of a dead replica wait.
     */
    @WithDefault("1m")
    Duration lease();

    /** How many rows a replica claims, and works on, at once; 32 unless set. */
    @WithDefault("32")
    int batch();
}
