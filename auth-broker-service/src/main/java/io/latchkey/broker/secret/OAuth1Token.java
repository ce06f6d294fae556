package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The token credentials of OAuth 1.0a. Requests with them are signed with the secret of the client, too, which is not
 * part of them.
 *
 * @param tokenSecret null if the provider issues tokens without one
 * @param client the client that they were issued to, and that signs
 * @param obtainedAt when the request that returned them was started
 * @param expiresAt null: they do not expire by themselves
 */
public record OAuth1Token(
        Secret token,
        @Nullable Secret tokenSecret,
        ClientRef client,
        Instant obtainedAt,
        @Nullable Instant expiresAt) implements Material {
    public OAuth1Token {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "oauth1";
    }

    @Override
    public boolean renewable() {
        return false;
    }

    @Override
    public boolean revocable() {
        return true;
    }
}
