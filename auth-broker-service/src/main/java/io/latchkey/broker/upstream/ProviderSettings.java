package io.latchkey.broker.upstream;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits for requests to providers. */
@ConfigMapping(prefix = "latchkey.provider")
public interface ProviderSettings {
    @Setting("Time limit of a call to a provider, from connecting to the last byte. If short, calls to slow "
            + "providers fail; if long, the verifier's time limits end first. The sum with "
            + "`latchkey.lease.term` must be below 22 s, otherwise the service does not start.")
    @WithDefault("10s")
    Duration timeout();

    @Setting("Maximum size of a provider's response, in bytes. A larger response is an error.")
    @WithDefault("1048576")
    int maxAnswerBytes();
}
