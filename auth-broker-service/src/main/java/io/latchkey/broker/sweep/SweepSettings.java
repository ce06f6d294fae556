package io.latchkey.broker.sweep;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many items of background work (deletions, revocations, expiries of consents, polls, keep-alive and
 * repeated refreshes) a replica processes concurrently.
 */
@ConfigMapping(prefix = "latchkey.sweep")
public interface SweepSettings {
    @Setting("Maximum number of items of one kind of background work (deletions, revocations, expiries "
            + "of consents, polls, keep-alive and repeated refreshes) that a replica processes at once, for all providers together. A provider without a "
            + "running item always gets one slot more. If low, a few slow providers use all slots; if high, "
            + "reads wait for Vault and the database.")
    @WithDefault("200")
    int places();

    @Setting("Maximum number of these items per provider. If low, the deletion of a large tenant takes hours; "
            + "if high, the provider applies its rate limits.")
    @WithDefault("20")
    int placesPerProvider();
}
