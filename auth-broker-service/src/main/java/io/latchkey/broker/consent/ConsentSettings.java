package io.latchkey.broker.consent;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Time limits of the steps of a consent. If short, slow users have to start again; if long, unused links stay valid.
 */
@ConfigMapping(prefix = "latchkey.connect")
public interface ConsentSettings {
    @Setting("How long a link can be opened after it was created.")
    @WithDefault("60m")
    Duration linkTtl();

    @Setting("How long the provider's response is accepted after the user presses *Continue*.")
    @WithDefault("10m")
    Duration stateTtl();

    @Setting("How long the code can be redeemed after the provider's response.")
    @WithDefault("10m")
    Duration codeTtl();

    @Setting("How often the service searches for tokens that were not redeemed in time. A short interval is "
            + "cheap, since the query reads only due rows.")
    @WithDefault("2s")
    Duration sweepInterval();

    @Setting("How often the service searches for unfinished authorizations and for ended ones to delete.")
    @WithDefault("1m")
    Duration tidyInterval();

    @Setting("How long an ended authorization is kept, so that repeated requests get a meaningful response. "
            + "It contains no secret.")
    @WithDefault("7d")
    Duration keepEnded();

    @Setting("Name of the platform on the connect page.")
    @WithDefault("The platform")
    String platformName();
}
