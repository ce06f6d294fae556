package io.latchkey.events.outbox;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the outbox relay. */
@ConfigMapping(prefix = "latchkey.outbox")
public interface OutboxSettings {
    @Setting("Whether this service publishes events from an outbox. Do not change it: only verifier-service "
            + "has no outbox.")
    @WithDefault("true")
    boolean relay();

    @Setting("How often the relay looks into the outbox if nothing notifies it. If long, events of a replica "
            + "that crashed are delayed; if short, the database gets more queries.")
    @WithDefault("250ms")
    Duration poll();

    @Setting("Maximum number of records in one transaction. If high, transactions take longer, and a crash "
            + "causes more duplicates; if low, there are more round trips.")
    @WithDefault("200")
    int batch();
}
