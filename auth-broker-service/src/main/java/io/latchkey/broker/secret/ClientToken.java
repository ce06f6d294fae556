package io.latchkey.broker.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access token that the provider issued to a client of the user (RFC 6749, section 4.4).
 *
 * @param entered id and secret of the client
 * @param obtainedAt when the request that returned the token was started
 * @param expiresAt null: not known
 */
public record ClientToken(
        Map<String, Secret> entered,
        Secret token,
        Instant obtainedAt,
        @Nullable Instant expiresAt) implements IssuedToken {
    public ClientToken {
        entered = Map.copyOf(entered);
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "client-credentials";
    }

    @Override
    public ClientToken living(Duration life) {
        return new ClientToken(entered, token, obtainedAt, obtainedAt.plus(life));
    }
}
