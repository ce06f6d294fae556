package io.latchkey.broker.revocation;

import io.latchkey.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How credentials are given back. */
@ConfigMapping(prefix = "latchkey.revocation")
public interface RevocationConfig {
    @Setting(
            "How often closed connections and replaced credentials are looked for. Short is cheap: only due rows are read.")
    @WithDefault("1s")
    Duration every();

    @Setting(
            "For how long a revocation is tried before the credential is destroyed without one. Too short, and a provider"
                    + " that is down for a day keeps live tokens; too long, and so do we.")
    @WithDefault("24h")
    Duration giveUpAfter();

    @Setting("After how many attempts a refusal that repeating does not change (for example 404 or"
            + " `unsupported_token_type`) is final: the credential is destroyed and reported as not revoked. 1"
            + " gives up on an endpoint that is wrong for a minute; many only delay the report.")
    @WithDefault("5")
    int refusals();

    @Setting("The first pause after a failed attempt. It doubles with each, up to `latchkey.revocation.longest-pause`.")
    @WithDefault("2s")
    Duration firstPause();

    @Setting("The longest pause between two attempts.")
    @WithDefault("10m")
    Duration longestPause();

    @Setting(
            "How long one attempt may take before a replica that claimed it is taken for dead. Too short, and two replicas"
                    + " try at once, one of them in vain; too long, and a dead replica's share waits.")
    @WithDefault("1m")
    Duration claim();

    /** The pause after {@code attempts} failed ones. */
    default Duration pauseAfter(int attempts) {
        var pause = firstPause().multipliedBy(1L << Math.min(attempts, 20));
        return pause.compareTo(longestPause()) < 0 ? pause : longestPause();
    }
}
