package io.latchkey.broker.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token that the broker signed with a key of the user, or that the provider issued for such a token.
 *
 * @param entered the key, and what belongs to it
 * @param obtainedAt when it was signed
 * @param expiresAt null: not known
 */
public record SignedToken(
        Map<String, Secret> entered,
        Secret token,
        Instant obtainedAt,
        @Nullable Instant expiresAt) implements IssuedToken {
    public SignedToken {
        entered = Map.copyOf(entered);
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "jwt";
    }

    @Override
    public SignedToken living(Duration life) {
        return new SignedToken(entered, token, obtainedAt, obtainedAt.plus(life));
    }
}
