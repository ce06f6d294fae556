package io.latchkey.broker.revocation;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A credential that is to be revoked at its provider, as ciphertext. It outlives the connection and the authorization
 * that it came from.
 *
 * @param connection that it is or was of
 * @param authorizationId the ciphertext is bound to it
 * @param forcedAccountId the account whose grants are revoked even where that ends a connection; empty: none
 * @param keptAt when it was kept here
 * @param attempts to revoke it that have failed
 * @param refusals those of the failed attempts that the provider refused
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
        int attempts,
        int refusals) {
    /** Whether this is a copy of {@code document}, of the same or an earlier version. */
    boolean isOfSameAuthorizationAs(CredentialDocument document) {
        return authorizationId.equals(document.authorizationId());
    }

    @Override
    public String toString() {
        return "PendingRevocation[id=" + id + ", connection=" + connection + ", cause=" + cause + "]";
    }
}
