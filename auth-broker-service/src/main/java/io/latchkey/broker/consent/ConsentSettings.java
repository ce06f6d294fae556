package io.latchkey.broker.consent;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long each step of a consent may take. Too short, and slow people start over; too long, and links lie about. */
@ConfigMapping(prefix = "latchkey.connect")
public interface ConsentSettings {
    @Setting("From the minting of a link until it no longer opens.")
    @WithDefault("60m")
    Duration linkTtl();

    @Setting("From *Continue* until the provider's answer is no longer taken.")
    @WithDefault("10m")
    Duration stateTtl();

    @Setting("From the provider's answer until the code can no longer be redeemed.")
    @WithDefault("10m")
    Duration codeTtl();

    @Setting("How often exchanges that nobody redeemed are looked for. Short is cheap: only due rows are read.")
    @WithDefault("2s")
    Duration sweepEvery();

    @Setting("How often unfinished and long ended authorizations are looked for.")
    @WithDefault("1m")
    Duration tidyEvery();

    @Setting("For how long an authorization that has ended is remembered, for the sake of those who ask again. It holds"
            + " nothing secret by then.")
    @WithDefault("7d")
    Duration keepEnded();

    @Setting("What the connect page calls the platform that asks for access.")
    @WithDefault("The platform")
    String platformName();
}
