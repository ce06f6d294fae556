package io.latchkey.broker.secret;

import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the provider granted: an exchange brings it, each refresh brings it anew.
 *
 * @param scopes as the provider spells them
 * @param permissions what the scopes allow, beside what was asked for
 * @param expiresAt the earliest end that Latchkey cannot extend; null if none is known
 */
public record Grant(
        Tokens tokens,
        List<String> scopes,
        Permissions permissions,
        @Nullable Instant expiresAt) {
    public Grant {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(permissions, "permissions");
        scopes = List.copyOf(scopes);
    }
}
