package io.latchkey.broker.revocation.pending;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted credential, and the facts that must be readable without decryption.
 *
 * @param authorizationId the associated data of the ciphertext
 * @param clientId null if its authentication method has no client
 */
public record SealedCredential(
        UUID authorizationId, String provider, @Nullable String clientId, String ciphertext) {}
