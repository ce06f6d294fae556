package io.latchkey.broker.consent.device;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How providers are polled for the result of a consent with a device code. */
@ConfigMapping(prefix = "latchkey.device")
public interface PollSettings {
    @Setting(
            "How often the service searches for due polls. The provider's interval applies in any case. If long, "
                    + "users wait after they have entered the code; a short interval is cheap, since the query reads only due rows.")
    @WithDefault("1s")
    Duration sweepInterval();

    @Setting("Time after which another replica repeats a poll, in case this replica crashes or Vault does not respond. "
            + "If shorter than `latchkey.provider.timeout`, two replicas can poll at the same time; if long, users wait "
            + "longer after a crash.")
    @WithDefault("30s")
    Duration repeatAfter();
}
