package io.latchkey.broker.credential;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.contracts.connection.Revocation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The progress of the deletion of a connection.
 *
 * @param closedAt when the connection was deleted
 * @param revocationForced whether the grant is revoked even if that ends another connection
 * @param correlation correlation id of the request that deleted the connection; empty if it had none
 * @param revocation the result for the grant; empty until it is known
 * @param revokedWriteId of the document that {@code revocation} is about; empty if there was no document
 * @param attempts number of failed attempts to complete the deletion
 * @param refusals number of times that the provider refused to revoke the grant
 * @param destroyed whether Vault contains no part of the secret any more
 */
public record Deletion(
        Instant closedAt,
        boolean revocationForced,
        Optional<String> correlation,
        Optional<Revocation> revocation,
        Optional<UUID> revokedWriteId,
        int attempts,
        int refusals,
        boolean destroyed) {
    /** Whether {@link #revocation} is about {@code document}. */
    public boolean hasRevoked(CredentialDocument document) {
        return revokedWriteId.filter(document.writeId()::equals).isPresent();
    }
}
