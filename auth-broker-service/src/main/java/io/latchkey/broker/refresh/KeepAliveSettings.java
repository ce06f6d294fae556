package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How grants that die of idleness are kept. */
@ConfigMapping(prefix = "latchkey.keep-alive")
public interface KeepAliveSettings {
    @Setting(
            "How often grants are looked for that have to be refreshed or else die of idleness. Short is cheap: only due"
                    + " rows are read.")
    @WithDefault("30s")
    Duration every();

    @Setting(
            "How long after an attempt that did not succeed the next one is due. Too long, and a grant may die while its"
                    + " provider is well again.")
    @WithDefault("15m")
    Duration againAfter();
}
