package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * The result of an exchange. Its tokens are held in any case, for the code is spent.
 *
 * @param refusal why it cannot be used, so that it must be given back; null if it can
 */
public record Exchanged(TokenResponse reply, @Nullable Failure refusal) {
    static Exchanged usable(TokenResponse reply) {
        return new Exchanged(reply, null);
    }

    /** Where there is no access token, the refresh token stands in for it: it can be revoked, and nothing else. */
    static Exchanged refused(TokenResponse reply, ProviderException refusal) {
        return new Exchanged(reply.accessToken() == null ? reply.withRefreshTokenAlone() : reply, refusal.failure());
    }
}
