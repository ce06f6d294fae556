package io.latchkey.local.backing;

import java.nio.file.Path;

/**
 * What runs behind a server: a process of this machine, or a container.
 *
 * <p>Data and ports stay the same, however it ended and is launched again. An instance made anew for the same server of
 * the same site finds what an earlier one launched.
 */
public interface Backing {
    /** Begins to run it; whether it can be used already is for the server to say. */
    void launch();

    boolean isAlive();

    /** Ends it in order, frozen or not, by force after a grace; nothing happens where it does not run. */
    void stop();

    /** Ends it as a power cut would. */
    void kill();

    /** Freezes it: connections stay open, nothing answers until {@link #resume()}. */
    void pause();

    void resume();

    /** Holds what it says. */
    Path log();
}
