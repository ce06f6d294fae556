package io.latchkey.broker.method.oauth2.register;

import io.latchkey.broker.secret.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that a provider has registered.
 *
 * @param secrets at most one
 * @param secretExpiresAt null if the secret does not expire
 */
public record IssuedClient(
        String clientId, List<Secret> secrets, @Nullable Instant secretExpiresAt) {}
