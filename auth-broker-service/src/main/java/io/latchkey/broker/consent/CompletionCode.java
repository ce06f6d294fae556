package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import java.time.Instant;

/** The code that completes an authorization, stored as a hash. */
final class CompletionCode {
    private final byte[] hash;
    private final Instant expiresAt;

    CompletionCode(byte[] hash, Instant expiresAt) {
        this.hash = hash;
        this.expiresAt = expiresAt;
    }

    boolean is(String text) {
        return OneTimeToken.matches(text, hash);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean expiredAt(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
