package io.latchkey.broker.credential;

import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.secret.SecretStore.Stored;
import java.util.Optional;

/**
 * The credential of a connection, as read by the holder of the connection's lease.
 *
 * @param state for an open connection: matches the document
 * @param stored read under the lease; empty before the first completion
 */
public record LockedCredential(Lease lease, CredentialState state, Optional<Stored> stored) {
    /** The version that a check-and-set write must expect; 0 if nothing is stored. */
    public long version() {
        return stored.map(Stored::version).orElse(0L);
    }
}
