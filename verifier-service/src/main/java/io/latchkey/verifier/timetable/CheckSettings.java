package io.latchkey.verifier.timetable;

import io.latchkey.bootstrap.settings.Setting;
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
            "How long a replica keeps a claimed row to itself; at least `latchkey.check.limit` and 15s, whatever is set,"
                    + " for otherwise a row is worked on twice. With a long lease the rows of a dead replica wait.")
    @WithDefault("1m")
    Duration lease();

    @Setting("How many checks a replica runs at once. Few let slow providers use them all; each takes a connection to"
            + " auth-broker-service while it runs.")
    @WithDefault("256")
    int places();

    @Setting(
            "How many of these checks may be of one provider. Few limit how many connections of a large provider can be"
                    + " checked; with many, a provider that does not answer leaves less for the others, and sees more requests at"
                    + " once.")
    @WithDefault("16")
    int placesPerProvider();

    @Setting(
            "How many notices and expiries a replica publishes at once. They need no provider and never wait for a check.")
    @WithDefault("64")
    int noticePlaces();
}
