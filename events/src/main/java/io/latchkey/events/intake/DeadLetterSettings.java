package io.latchkey.events.intake;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of {@link ReplayDeadLetters}. */
@ConfigMapping(prefix = "latchkey.dead-letters")
public interface DeadLetterSettings {
    @Setting(
            "Whether this process is one more replica that delivers the dead letters of its service again and then ends. Set"
                    + " it for one run after an upgrade, never for a deployment: its replicas would end one by one.")
    @WithDefault("false")
    boolean replay();
}
