package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * The result of an exchange. Its tokens are held even if they cannot be used, because the code is consumed.
 *
 * @param refusal why the tokens cannot be used and must be revoked; null if they can be used
 */
public record Exchanged(TokenResponse reply, @Nullable Failure refusal) {
    static Exchanged usable(TokenResponse reply) {
        return new Exchanged(reply, null);
    }

    /** A refused result. If it has no access token, the refresh token takes its place: it can only be revoked. */
    static Exchanged refused(TokenResponse reply, ProviderException refusal) {
        return new Exchanged(reply.accessToken() == null ? reply.withRefreshTokenAlone() : reply, refusal.failure());
    }
}
