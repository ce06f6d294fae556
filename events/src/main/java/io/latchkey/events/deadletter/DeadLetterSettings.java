package io.latchkey.events.deadletter;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of {@link ReplayDeadLetters}. */
@ConfigMapping(prefix = "latchkey.dead-letters")
public interface DeadLetterSettings {
    @Setting("Whether this process replays the dead letters of its service and then exits. Set it for a "
            + "single run after an upgrade, never for a deployment, whose replicas would exit.")
    @WithDefault("false")
    boolean replay();
}
