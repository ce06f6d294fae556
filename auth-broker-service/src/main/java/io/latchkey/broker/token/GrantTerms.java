package io.latchkey.broker.token;

import io.latchkey.broker.provider.OAuth2.Grant;
import io.latchkey.broker.provider.OAuth2.RefreshEnd;
import io.latchkey.broker.secret.Tokens;
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

    /** By when a refresh must have moved the end; null if the grant does not die of idleness. */
    public static @Nullable Instant keepAliveBy(Grant grant, Tokens tokens) {
        if (tokens.refreshToken() == null) {
            return null;
        }
        if (grant.refreshEnd() == RefreshEnd.SLIDING && tokens.refreshTokenExpiresAt() != null) {
            return tokens.refreshTokenExpiresAt();
        }
        return grant.idleLimit() == null ? null : tokens.obtainedAt().plus(grant.idleLimit());
    }
}
