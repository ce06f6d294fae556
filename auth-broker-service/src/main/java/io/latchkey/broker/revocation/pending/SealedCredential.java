package io.latchkey.broker.revocation.pending;

import io.latchkey.broker.secret.ClientRef;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted credential, and the facts that must be readable without decryption.
 *
 * @param authorizationId the associated data of the ciphertext
 * @param client the client that it was issued to; null if its authentication method has no client
 */
public record SealedCredential(
        UUID authorizationId, String provider, @Nullable ClientRef client, String ciphertext) {}
