package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.catalog.oauth2.GrantRules;
import io.latchkey.catalog.oauth2.RefreshEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes when a grant expires: at a fixed time, or after a period of inactivity. */
public final class GrantTerms {
    /**
     * Providers send lifetimes in whole seconds, and the broker counts them from the start of a request that takes
     * time.
     */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Duration LEAST_KEEP_ALIVE = Duration.ofMinutes(1);

    private GrantTerms() {}

    /** The earliest expiry that no refresh can extend, of tokens from an exchange. Null if none is known. */
    public static @Nullable Instant expiresAt(GrantRules rules, OAuth2Tokens tokens) {
        var limit = rules.absoluteLimit();
        return earliest(
                toldEnd(rules, tokens),
                limit == null ? null : tokens.obtainedAt().plus(limit));
    }

    private static @Nullable Instant toldEnd(GrantRules rules, OAuth2Tokens tokens) {
        if (tokens.refreshToken() == null) {
            return tokens.accessTokenExpiresAt();
        }
        return rules.refreshEnd() == RefreshEnd.FIXED ? tokens.refreshTokenExpiresAt() : null;
    }

    /**
     * The earliest expiry that no refresh can extend, after {@code before} was refreshed with {@code reply}. An expiry
     * that the catalog declares as sliding counts as fixed while refreshes do not extend it, for example because the
     * session has reached its maximum lifetime.
     */
    static @Nullable Instant expiresAt(GrantRules rules, TokenResponse reply, Grant before) {
        var tokens = reply.after(OAuth2Tokens.of(before.material()));
        var hasLimit = rules.absoluteLimit() != null;
        var told = isSliding(rules, tokens) && stays(reply, before, before.expiresAt() != null && !hasLimit)
                ? tokens.refreshTokenExpiresAt()
                : toldEnd(rules, tokens);
        return hasLimit ? earliest(told, before.expiresAt()) : told;
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /**
     * When to refresh a grant that expires through inactivity: after three quarters of the inactivity limit, and at
     * least one minute after the last refresh. Null if no refresh would extend it.
     */
    public static @Nullable Instant keepAliveAt(GrantRules rules, Grant grant) {
        var tokens = OAuth2Tokens.of(grant.material());
        var end = idleEnd(rules, tokens);
        if (end == null
                || !end.isAfter(tokens.obtainedAt())
                || (grant.expiresAt() != null && rules.absoluteLimit() == null)) {
            return null;
        }
        var pause = Duration.between(tokens.obtainedAt(), end).multipliedBy(3).dividedBy(4);
        return tokens.obtainedAt().plus(pause.compareTo(LEAST_KEEP_ALIVE) < 0 ? LEAST_KEEP_ALIVE : pause);
    }

    private static @Nullable Instant idleEnd(GrantRules rules, OAuth2Tokens tokens) {
        if (tokens.refreshToken() == null || rules.refreshEnd() == RefreshEnd.FIXED) {
            return null;
        }
        if (isSliding(rules, tokens)) {
            return tokens.refreshTokenExpiresAt();
        }
        return rules.idleLimit() == null ? null : tokens.obtainedAt().plus(rules.idleLimit());
    }

    private static boolean isSliding(GrantRules rules, OAuth2Tokens tokens) {
        return (rules.refreshEnd() == RefreshEnd.SLIDING || tokens.renewsItself())
                && tokens.refreshToken() != null
                && tokens.refreshTokenExpiresAt() != null;
    }

    /**
     * Whether the response repeats the expiry and has not extended it. A response that proves neither leaves the
     * previous result unchanged.
     *
     * @param known the previous result
     */
    private static boolean stays(TokenResponse reply, Grant before, boolean known) {
        var end = reply.refreshTokenExpiresAt();
        var former = OAuth2Tokens.of(before.material()).refreshTokenExpiresAt();
        if (end == null || former == null) {
            return known;
        }
        if (Duration.between(former, end).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        var elapsed = Duration.between(OAuth2Tokens.of(before.material()).obtainedAt(), reply.begun());
        return known || elapsed.compareTo(TOLERANCE.multipliedBy(2)) > 0;
    }
}
