package io.latchkey.broker.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deletion is carried out. */
@ConfigMapping(prefix = "latchkey.revocation")
public interface RevocationConfig {
    /** How often closed connections and replaced credentials are looked for. Short is cheap: only due rows are read. */
    @WithDefault("1s")
    Duration every();

    /**
     * For how long a revocation is tried before the credential is destroyed without one. Too short, and a provider that
     * is down for a day keeps live tokens; too long, and so do we.
     */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** The first pause after a failed attempt; it doubles with each, up to {@link #longestPause}. */
    @WithDefault("2s")
    Duration firstPause();

    @WithDefault("10m")
    Duration longestPause();

    /** The pause after {@code attempts} failed ones. */
    default Duration pauseAfter(int attempts) {
        var pause = firstPause().multipliedBy(1L << Math.min(attempts, 20));
        return pause.compareTo(longestPause()) < 0 ? pause : longestPause();
    }
}
