package io.latchkey.broker.token;

import io.latchkey.broker.provider.OAuth2.Grant;
import io.latchkey.broker.provider.OAuth2.RefreshEnd;
import io.latchkey.broker.secret.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a grant ends: for good, or unless it is used in time. */
public final class GrantTerms {
    private GrantTerms() {}

    /** The earliest end that no refresh can move; null if none is known. */
    public static @Nullable Instant expiresAt(Grant grant, Tokens tokens) {
        if (tokens.refreshToken() == null) {
            return tokens.accessTokenExpiresAt();
        }
        return grant.refreshEnd() == RefreshEnd.FIXED ? tokens.refreshTokenExpiresAt() : null;
    }

    /**
     * When a refresh should move the end of a grant that dies of idleness: after three quarters of what it may idle.
     * Null if it does not.
     */
    public static @Nullable Instant keepAliveAt(Grant grant, Tokens tokens) {
        var end = idleEnd(grant, tokens);
        return end == null || !end.isAfter(tokens.obtainedAt())
                ? null
                : tokens.obtainedAt()
                        .plus(Duration.between(tokens.obtainedAt(), end)
                                .multipliedBy(3)
                                .dividedBy(4));
    }

    private static @Nullable Instant idleEnd(Grant grant, Tokens tokens) {
        if (tokens.refreshToken() == null || grant.refreshEnd() == RefreshEnd.FIXED) {
            return null;
        }
        if (grant.refreshEnd() == RefreshEnd.SLIDING && tokens.refreshTokenExpiresAt() != null) {
            return tokens.refreshTokenExpiresAt();
        }
        return grant.idleLimit() == null ? null : tokens.obtainedAt().plus(grant.idleLimit());
    }
}
