package io.latchkey.verifier.notice;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** When notices are published ahead of an expiry. */
@ConfigMapping(prefix = "latchkey.notice")
public interface NoticeSettings {
    @Setting("How long before a connection's expiry its notices are published. A lead time longer than a "
            + "third of the grant's lifetime is skipped for that grant.")
    @WithDefault("14d,7d,2d")
    List<Duration> leads();
}
