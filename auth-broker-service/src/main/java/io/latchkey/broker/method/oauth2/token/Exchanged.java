package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Account;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of an exchange. Its tokens are held even if they cannot be used, because the code is consumed.
 *
 * @param refusal why the tokens cannot be used and must be revoked; null if they can be used
 * @param account the account that the response names; null if it names none
 * @param parameters values of connection parameters that the response names, by their ids
 */
public record Exchanged(
        TokenResponse reply,
        @Nullable Failure refusal,
        @Nullable Account account,
        Map<String, String> parameters) {
    static Exchanged usable(TokenResponse reply) {
        return new Exchanged(reply, null, null, Map.of());
    }

    /** A refused result. If it has no access token, the refresh token takes its place: it can only be revoked. */
    static Exchanged refused(TokenResponse reply, ProviderException refusal) {
        return new Exchanged(
                reply.accessToken() == null ? reply.withRefreshTokenAlone() : reply, refusal.failure(), null, Map.of());
    }

    /** With what the response names besides the tokens. */
    Exchanged naming(@Nullable Account account, Map<String, String> parameters) {
        return new Exchanged(reply, refusal, account, parameters);
    }

    /** With the scopes that the callback names, unless the token response names some. */
    public Exchanged granting(List<String> scopes) {
        return scopes.isEmpty() || reply.scopes() != null
                ? this
                : new Exchanged(reply.withScopes(scopes), refusal, account, parameters);
    }

    /** With values of parameters; refused if they are not acceptable. */
    Exchanged knowing(Supplier<Map<String, String>> named) {
        if (refusal != null) {
            return this;
        }
        try {
            return new Exchanged(reply, null, account, named.get());
        } catch (ProviderException unexpected) {
            return refused(reply, unexpected);
        }
    }
}
