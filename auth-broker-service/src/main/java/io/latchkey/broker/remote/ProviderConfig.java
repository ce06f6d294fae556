package io.latchkey.broker.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long, and for how much, a provider is listened to. */
@ConfigMapping(prefix = "latchkey.provider")
public interface ProviderConfig {
    /**
     * The longest a call may take, from connecting to the last byte. Too short flags slow providers; too long and
     * leases ({@code latchkey.lease.term}) and the verifier's time-outs end first.
     */
    @WithDefault("10s")
    Duration timeout();

    /** The largest answer that is read, in bytes; a larger one is an error. */
    @WithDefault("1048576")
    int maxAnswerBytes();
}
