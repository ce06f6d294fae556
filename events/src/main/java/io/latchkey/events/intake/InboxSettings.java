package io.latchkey.events.intake;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of the {@link Inbox}. */
@ConfigMapping(prefix = "latchkey.inbox")
public interface InboxSettings {
    @Setting(
            "How long the id of an applied fact is remembered, so that a copy is dropped. If shorter than facts and dead"
                    + " letters stay in Kafka (7 and 30 days), an old copy goes into the history a second time; longer"
                    + " costs a row for each check of each connection. Notices and expiries are remembered for ever.")
    @WithDefault("35d")
    Duration keep();
}
