package io.latchkey.broker.revocation.pending;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A credential to revoke at its provider, encrypted. It is kept after its connection and its authorization are deleted.
 *
 * @param connection the connection that it belongs or belonged to
 * @param authorizationId the associated data of the ciphertext
 * @param forcedAccountId the account whose grants are revoked even if that ends a connection; empty: none
 * @param keptAt when it was queued
 * @param correlation correlation id of the request or event that queued it; empty if it had none
 * @param attempts number of failed attempts to revoke it
 * @param refusals number of these attempts that the provider refused
 */
record PendingRevocation(
        UUID id,
        ConnectionPath connection,
        UUID authorizationId,
        String provider,
        Cause cause,
        Optional<String> forcedAccountId,
        String ciphertext,
        Instant keptAt,
        Optional<String> correlation,
        int attempts,
        int refusals) {
    /** Whether this is a copy of {@code document}, in the same or an earlier version. */
    boolean isOfSameAuthorizationAs(CredentialDocument document) {
        return authorizationId.equals(document.authorizationId());
    }

    @Override
    public String toString() {
        return "PendingRevocation[id=" + id + ", connection=" + connection + ", cause=" + cause + "]";
    }
}
