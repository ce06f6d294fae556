package io.latchkey.local.backing;

import java.nio.file.Path;

/**
 * How a server runs: as a process of this machine, or in a container.
 *
 * <p>Data and ports stay the same across restarts. A new instance for the same server of the same site finds the
 * running process of an earlier instance.
 */
public interface Backing {
    /** Begins to run it; whether it can be used already is for the server to say. */
    void launch();

    boolean isAlive();

    /**
     * Stops it gracefully, also if it is frozen, and by force after a grace period; does nothing if it is not running.
     */
    void stop();

    /** Ends it as a power cut would. */
    void kill();

    /** Freezes it: connections stay open, nothing answers until {@link #resume()}. */
    void pause();

    void resume();

    /** Its log file. */
    Path log();
}
