package io.latchkey.events.inbox;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of the {@link Inbox}. */
@ConfigMapping(prefix = "latchkey.inbox")
public interface InboxSettings {
    @Setting("How long the id of an applied fact is kept, in order to drop duplicates. If it is shorter than "
            + "the retention of facts and dead letters in Kafka (7 and 30 days), a duplicate can enter the "
            + "history; if long, the table has a row for each check of each connection. The ids of notices and "
            + "expiries are kept without limit.")
    @WithDefault("35d")
    Duration keep();
}
