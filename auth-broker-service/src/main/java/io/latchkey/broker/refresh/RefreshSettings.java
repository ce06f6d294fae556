package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How refreshes are asked for, waited for and repeated. */
@ConfigMapping(prefix = "latchkey.refresh")
public interface RefreshSettings {
    @Setting("The pause after a refresh that got no answer, or a 5xx. It doubles with each failure, up to"
            + " `latchkey.refresh.longest-pause`, and is four times as long where the provider did answer. Short, and a"
            + " provider that is down gets more calls; long, and credentials without a valid token wait for it longer.")
    @WithDefault("5s")
    Duration firstPause();

    @Setting("The longest pause between two attempts to refresh one connection, or with one client. A `Retry-After` of"
            + " the provider may make it longer, up to an hour.")
    @WithDefault("15m")
    Duration longestPause();

    @Setting(
            "How long a caller whose token is still valid waits for a fresh one before it gets the token it has. Short,"
                    + " and slow providers' tokens are handed out closer to their end; long, and callers wait for providers that"
                    + " are down.")
    @WithDefault("2s")
    Duration patience();

    @Setting(
            "The least time between two refreshes of one connection that callers force. Short lets a caller in a loop use"
                    + " up the provider's rate limit; long makes callers wait whose fresh token was refused as well.")
    @WithDefault("30s")
    Duration forcedInterval();

    @Setting("After how long an access token is refreshed when the provider does not say how long it lives, unless the"
            + " catalog says it (`token.default-life`). It is never reported as an expiry. Longer than the token really"
            + " lives, and ended tokens are handed out; very short, and each read refreshes.")
    @WithDefault("1h")
    Duration defaultLife();

    @Setting("How often refreshes are looked for whose response could not be read and that are due to be repeated or"
            + " given up. It must be well below the replay grace of the providers (usually 30 s).")
    @WithDefault("5s")
    Duration doubtsEvery();
}
