package io.latchkey.broker.secret;

import io.latchkey.contracts.connection.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the provider granted: an exchange returns it, and each refresh returns it anew.
 *
 * @param scopes as the provider spells them
 * @param permissions what the scopes allow, beside what was asked for
 * @param expiresAt the earliest end that Latchkey cannot extend; null if none is known
 * @param rotates whether any refresh was seen to return another refresh token; null: no response has told yet
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
     * Whether a refresh spends the refresh token: as the catalog declares, unless one was seen to all the same. Null where
     * neither the catalog nor a refresh has told.
     */
    public @Nullable Boolean rotates(@Nullable Boolean declared) {
        return declared == null || Boolean.TRUE.equals(rotates) ? rotates : declared;
    }
}
