package io.latchkey.broker.secret;

import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The grant in a token response; an exchange returns it, and each refresh returns it again.
 *
 * @param scopes as the provider spells them
 * @param permissions the granted permissions, according to the scopes, and the requested ones
 * @param expiresAt the earliest end that Latchkey cannot extend; null if none is known
 * @param rotates whether any refresh returned a new refresh token; null: no token response has shown it yet
 */
public record Grant(
        Material material,
        List<String> scopes,
        Permissions permissions,
        @Nullable Instant expiresAt,
        @Nullable Boolean rotates) {
    public Grant {
        Objects.requireNonNull(material, "material");
        Objects.requireNonNull(permissions, "permissions");
        scopes = List.copyOf(scopes);
    }

    /**
     * Whether a refresh spends the refresh token: as the catalog declares, unless a refresh has shown that it does.
     * Null if neither the catalog nor a refresh provides the information.
     */
    public @Nullable Boolean rotates(@Nullable Boolean declared) {
        return declared == null || Boolean.TRUE.equals(rotates) ? rotates : declared;
    }
}
