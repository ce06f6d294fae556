package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where a token response has another access token, for example that of the user beside that of a bot. It is handed out and
 * revoked with the first, and not refreshed.
 *
 * @param id names the token in the API
 * @param accessToken JSON pointer to the token
 * @param expiresIn JSON pointer to its lifetime in seconds; null: it does not expire
 * @param scope JSON pointer to its scopes; null: they are those that were requested with {@code scope-parameter}
 * @param scopeParameter the parameter of the authorization request that carries its scopes: the permissions that name this
 *     parameter belong to this token
 */
public record FurtherTokenRules(
        String id,
        String accessToken,
        @Nullable String expiresIn,
        @Nullable String scope,
        String scopeParameter) {
    public FurtherTokenRules {
        id = Require.id("id", id);
        accessToken = Require.pointer("access-token", accessToken);
        expiresIn = Require.optionalPointer("expires-in", expiresIn);
        scope = Require.optionalPointer("scope", scope);
        scopeParameter = Require.present("scope-parameter", scopeParameter);
    }
}
