package io.latchkey.broker.refresh.background;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How grants with an inactivity limit are kept valid. */
@ConfigMapping(prefix = "latchkey.keep-alive")
public interface KeepAliveSettings {
    @Setting("How often the service searches for grants that would expire because they were not used, in "
            + "order to refresh them. A short interval is cheap, since the query reads only due rows.")
    @WithDefault("30s")
    Duration sweepInterval();

    @Setting("Pause after a failed attempt. If long, a grant can expire although its provider works again.")
    @WithDefault("15m")
    Duration againAfter();
}
