package io.latchkey.verifier.notice;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** When to warn that a connection ends. */
@ConfigMapping(prefix = "latchkey.notice")
public interface NoticeSettings {
    @Setting("How long before a connection's end its notices go out. A lead longer than a third of a grant's life is"
            + " skipped for that grant.")
    @WithDefault("14d,7d,2d")
    List<Duration> leads();
}
