package io.latchkey.broker.revocation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as ciphertext, and what must be known of it without opening it.
 *
 * @param authorizationId the ciphertext is bound to it
 * @param clientId null where its authentication method has none
 */
public record SealedCredential(
        UUID authorizationId, String provider, @Nullable String clientId, String ciphertext) {}
