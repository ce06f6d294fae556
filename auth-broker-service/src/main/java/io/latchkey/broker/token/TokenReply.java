package io.latchkey.broker.token;

import io.latchkey.broker.secret.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint gave.
 *
 * @param scopes that were granted; null where the reply does not say: then those that were asked for (RFC 6749, 5.1)
 */
public record TokenReply(Tokens tokens, @Nullable List<String> scopes) {
    /** The granted scopes where {@code requested} were asked for. */
    public List<String> scopesOr(List<String> requested) {
        return scopes == null ? requested : scopes;
    }
}
