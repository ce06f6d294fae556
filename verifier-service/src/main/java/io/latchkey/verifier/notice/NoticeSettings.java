package io.latchkey.verifier.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** When to warn that a connection ends. */
@ConfigMapping(prefix = "latchkey.notice")
public interface NoticeSettings {
    /**
     * How long before the end; 14, 7 and 2 days unless set. With none, a connection is never EXPIRING; a lead longer
     * than a third of a grant's life is skipped for that grant.
     */
    @WithDefault("14d,7d,2d")
    List<Duration> leads();
}
