package io.latchkey.broker.token;

import io.latchkey.broker.provider.Provider;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Tokens;
import io.latchkey.contracts.connection.Permissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param scopes that were granted; null where the reply does not say: then those that were asked for (RFC 6749, 5.1)
 */
public record TokenReply(Tokens tokens, @Nullable List<String> scopes) {
    /** What an exchange brought, where {@code permissions} were asked for. */
    public Grant granted(Provider provider, List<String> permissions) {
        return grant(provider, permissions, tokens, scopesOr(provider.scopes(permissions)));
    }

    /** What a refresh brought; what it does not tell is as it was {@code before}. */
    public Grant refreshed(Provider provider, Grant before) {
        var requested = before.permissions().requested();
        return grant(provider, requested, tokens.orRefreshTokenOf(before.tokens()), scopesOr(before.scopes()));
    }

    private static Grant grant(Provider provider, List<String> requested, Tokens tokens, List<String> scopes) {
        var permissions = Permissions.of(requested, provider.granted(scopes));
        return new Grant(
                tokens,
                scopes,
                permissions,
                GrantTerms.expiresAt(provider.oauth2().grant(), tokens));
    }

    /** The granted scopes where {@code requested} were asked for. */
    List<String> scopesOr(List<String> requested) {
        return scopes == null ? requested : scopes;
    }
}
