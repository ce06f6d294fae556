package io.latchkey.events.outbox;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The relay's settings. */
@ConfigMapping(prefix = "latchkey.outbox")
public interface OutboxSettings {
    @Setting("Whether this service publishes from an outbox at all. verifier-service does not; leave it as it is.")
    @WithDefault("true")
    boolean relay();

    @Setting("How often the outbox is looked at when nothing wakes the relay. Longer delays what another replica wrote"
            + " before it died; shorter costs the database a query each time.")
    @WithDefault("250ms")
    Duration poll();

    @Setting(
            "How many records are published in one transaction. More make a longer transaction and more duplicates after"
                    + " a crash; fewer, more round trips.")
    @WithDefault("200")
    int batch();
}
