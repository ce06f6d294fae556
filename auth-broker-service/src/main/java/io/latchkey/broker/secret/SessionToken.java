package io.latchkey.broker.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The token of a session, which ends by itself.
 *
 * @param entered what the login needs
 * @param obtainedAt when the login was started
 * @param expiresAt null: not known
 */
public record SessionToken(
        Map<String, Secret> entered,
        Secret token,
        Instant obtainedAt,
        @Nullable Instant expiresAt) implements IssuedToken {
    public SessionToken {
        entered = Map.copyOf(entered);
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "session";
    }

    @Override
    public SessionToken living(Duration life) {
        return new SessionToken(entered, token, obtainedAt, obtainedAt.plus(life));
    }
}
