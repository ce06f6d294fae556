package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Encrypts secrets that are held in a row for a limited time. The authorization id is associated data: the ciphertext
 * of one authorization cannot be decrypted for another. Each operation fails with {@link Unavailable} while the cipher
 * is unavailable.
 */
public interface FlowCipher {
    Uni<String> encrypt(UUID authorizationId, byte[] plaintext);

    Uni<byte[]> decrypt(UUID authorizationId, String ciphertext);
}
