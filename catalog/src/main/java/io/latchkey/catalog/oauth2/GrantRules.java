package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rotation and lifetime of a grant.
 *
 * @param rotates whether each refresh replaces the refresh token (true) or none does (false); an observed rotation
 *     overrides false. Null: unknown, observed refreshes decide
 * @param refreshEnd what the response's {@code refresh-expires-in} means
 * @param idleLimit lifetime of an unused refresh token if the response has none; null: unlimited
 * @param replayGrace how long after a refresh the provider accepts the same refresh token again; by default 30 s. If it
 *     is longer than at the provider, the provider treats a repeated refresh as theft of the token; 0: never accepted
 */
public record GrantRules(
        @Nullable Boolean rotates,
        RefreshEnd refreshEnd,
        @Nullable Duration idleLimit,
        Duration replayGrace) {
    public static final Duration USUAL_GRACE = Duration.ofSeconds(30);

    public static final GrantRules STANDARD = new GrantRules(null, RefreshEnd.NONE, null, USUAL_GRACE);

    public GrantRules {
        refreshEnd = refreshEnd == null ? RefreshEnd.NONE : refreshEnd;
        replayGrace = replayGrace == null ? USUAL_GRACE : Require.notNegative("replay-grace", replayGrace);
    }
}
