package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When refreshes are sent and repeated. */
@ConfigMapping(prefix = "latchkey.refresh")
public interface RefreshSettings {
    @Setting("Pause after a refresh without a response, or with a 5xx. It doubles with each failure, up to "
            + "`latchkey.refresh.longest-pause`. It is four times as long if the provider did respond. If "
            + "short, a provider with an outage gets more calls; if long, credentials without a valid token "
            + "wait longer.")
    @WithDefault("5s")
    Duration firstPause();

    @Setting("Longest pause between two refreshes of one connection, or with one client. The `Retry-After` of "
            + "a provider can extend it, up to one hour.")
    @WithDefault("15m")
    Duration longestPause();

    @Setting("How long a caller whose token is still valid waits for a refresh before it gets the current "
            + "token. If short, tokens of slow providers are served closer to their expiry; if long, callers "
            + "wait for providers with an outage.")
    @WithDefault("2s")
    Duration patience();

    @Setting("Minimum time between two refreshes of one connection that callers request. If short, a caller "
            + "in a loop uses up the provider's rate limit; if long, callers wait whose new token was refused "
            + "as well.")
    @WithDefault("30s")
    Duration forcedInterval();

    @Setting("Time after which an access token is refreshed if neither the provider nor the catalog "
            + "(`token.default-life`) states its lifetime. It is never reported as an expiry. If it is longer "
            + "than the real lifetime, expired tokens are served; if very short, each read causes a refresh.")
    @WithDefault("1h")
    Duration defaultLife();

    @Setting("How often the service searches for refreshes without a readable response that are due to be "
            + "repeated or given up. It must be well below the replay grace of the providers (usually 30 s).")
    @WithDefault("5s")
    Duration sweepInterval();
}
