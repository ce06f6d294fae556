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
 * @param absoluteLimit time after which the grant ends, however often it is used, counted from the consent; null: none
 *     is known
 * @param replayGrace how long after a refresh the provider accepts the same refresh token again; by default 30 s. If it
 *     is longer than at the provider, the provider treats a repeated refresh as theft of the token; 0: never accepted
 */
public record GrantRules(
        @Nullable Boolean rotates,
        RefreshEnd refreshEnd,
        @Nullable Duration idleLimit,
        @Nullable Duration absoluteLimit,
        Duration replayGrace) {
    public static final Duration USUAL_GRACE = Duration.ofSeconds(30);

    public static final GrantRules STANDARD = new GrantRules(null, RefreshEnd.NONE, null, null, USUAL_GRACE);

    public GrantRules {
        refreshEnd = refreshEnd == null ? RefreshEnd.NONE : refreshEnd;
        idleLimit = idleLimit == null ? null : Require.positive("idle-limit", idleLimit);
        absoluteLimit = absoluteLimit == null ? null : Require.positive("absolute-limit", absoluteLimit);
        replayGrace = replayGrace == null ? USUAL_GRACE : Require.notNegative("replay-grace", replayGrace);
    }
}
