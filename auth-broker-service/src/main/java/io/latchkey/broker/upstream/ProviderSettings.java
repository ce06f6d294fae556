package io.latchkey.broker.upstream;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long, and for how much, a provider is listened to. */
@ConfigMapping(prefix = "latchkey.provider")
public interface ProviderSettings {
    @Setting(
            "The longest a call of a provider may take, from connecting to the last byte. Too short flags slow providers;"
                    + " too long, and the verifier's time-outs end first. The service does not start unless it stays below 22 s"
                    + " together with `latchkey.lease.term`.")
    @WithDefault("10s")
    Duration timeout();

    @Setting("The largest answer that is read, in bytes. A larger one is an error.")
    @WithDefault("1048576")
    int maxAnswerBytes();
}
