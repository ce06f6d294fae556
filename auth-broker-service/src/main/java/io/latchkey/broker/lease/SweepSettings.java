package io.latchkey.broker.lease;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much due work of one kind (deletions, revocations, keep-alive refreshes) a replica does at once. */
@ConfigMapping(prefix = "latchkey.sweep")
public interface SweepSettings {
    @Setting(
            "How many items of one kind of due work (deletions, revocations, keep-alive refreshes) a replica works on at"
                    + " once, over all providers. A provider with nothing running gets one place beyond it. Too few, and a few slow"
                    + " providers share all places; too many, and reads wait for Vault and the database behind them.")
    @WithDefault("200")
    int places();

    @Setting("How many of these items one provider may have at once. Too few, and the deletion of a large tenant takes"
            + " hours; too many, and the provider answers with rate limits.")
    @WithDefault("20")
    int placesPerProvider();
}
