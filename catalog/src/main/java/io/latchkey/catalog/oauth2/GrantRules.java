package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a grant lives.
 *
 * @param rotates whether each refresh spends the refresh token (true) or none does (false); one that was seen to counts for
 *     good all the same. Null: unknown, so that what refreshes were seen to do decides
 * @param refreshEnd what the response's {@code refresh-expires-in} means
 * @param idleLimit how long an unused refresh token lives, where the response does not tell; null: for ever
 * @param replayGrace for how long after a refresh was first sent the same refresh token is accepted again; by default
 *     30 s. Too long for the provider, and a repeated refresh is taken for theft of the token; 0: never accepted
 */
public record GrantRules(
        @Nullable Boolean rotates,
        @Nullable RefreshEnd refreshEnd,
        @Nullable Duration idleLimit,
        @Nullable Duration replayGrace) {
    public static final Duration USUAL_GRACE = Duration.ofSeconds(30);

    public static final GrantRules STANDARD = new GrantRules(null, null, null, null);

    public GrantRules {
        refreshEnd = refreshEnd == null ? RefreshEnd.NONE : refreshEnd;
        replayGrace = replayGrace == null ? USUAL_GRACE : Require.notNegative("replay-grace", replayGrace);
    }
}
