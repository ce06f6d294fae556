package io.latchkey.events.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The relay's settings. */
@ConfigMapping(prefix = "latchkey.outbox")
interface OutboxConfig {
    /** Whether this service publishes from an outbox at all; default true. */
    @WithDefault("true")
    boolean relay();

    /**
     * How often the outbox is looked at when nothing wakes the relay; default 250 ms. Longer delays what another replica
     * wrote before it died; shorter costs the database a query each time.
     */
    @WithDefault("PT0.25S")
    Duration poll();

    /**
     * How many records are published in one transaction; default 200. More make a longer transaction and more duplicates
     * after a crash; fewer, more round trips.
     */
    @WithDefault("200")
    int batch();
}
