package io.latchkey.broker.secret;

import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Encrypts what must rest in a row for a while. The authorization id is bound in: the ciphertext of one authorization
 * cannot be opened as another's. While the cipher cannot be reached each operation fails with {@link Unavailable}.
 */
public interface FlowCipher {
    Uni<String> encrypt(UUID authorizationId, byte[] plaintext);

    Uni<byte[]> decrypt(UUID authorizationId, String ciphertext);
}
