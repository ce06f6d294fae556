package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Another access token of the same grant, which is not refreshed.
 *
 * @param scopes as the provider spells them
 * @param expiresAt null: it does not expire
 */
public record FurtherToken(
        Secret token, List<String> scopes, @Nullable Instant expiresAt) {
    public FurtherToken {
        Objects.requireNonNull(token, "token");
        scopes = List.copyOf(scopes);
    }

    public boolean validAt(Instant instant) {
        return expiresAt == null || expiresAt.isAfter(instant);
    }

    /** A copy with these scopes if it has none. */
    public FurtherToken orScopes(List<String> requested) {
        return scopes.isEmpty() ? new FurtherToken(token, requested, expiresAt) : this;
    }
}
