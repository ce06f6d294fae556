package io.latchkey.broker.credential;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.contracts.connection.Revocation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the deletion of a connection has got.
 *
 * @param closedAt when the connection was deleted
 * @param revocationForced whether the grant is revoked even where that ends another connection
 * @param revocation what became of the grant; empty until that is known
 * @param revokedWriteId of the document that {@code revocation} is about; empty if there was none
 * @param attempts to carry the deletion out that have failed
 * @param refusals how often the provider refused to revoke the grant
 * @param destroyed whether nothing of the secret is left in Vault
 */
public record Deletion(
        Instant closedAt,
        boolean revocationForced,
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
