package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a login returned.
 *
 * @param obtainedAt when the request was started
 * @param expiresAt null if it is not known
 */
public record Session(
        Secret token, Instant obtainedAt, @Nullable Instant expiresAt) {}
