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
 * @param rotates whether any refresh has returned another refresh token; null before the first refresh
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

    /** Whether a refresh may have spent the refresh token: so it is until refreshes have been seen to keep it. */
    public boolean mayRotate() {
        return !Boolean.FALSE.equals(rotates);
    }
}
