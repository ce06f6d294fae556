package io.latchkey.broker.credential;

import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.secret.SecretStore.Stored;
import java.util.Optional;

/**
 * A connection's credential in the hands of the one who holds its lease.
 *
 * @param row has caught up with the document
 * @param stored read under the lease; empty before the first completion
 */
public record LockedCredential(Lease lease, CredentialRow row, Optional<Stored> stored) {
    /** The stored version, as a write must expect it; 0 if nothing is stored. */
    public long version() {
        return stored.map(Stored::version).orElse(0L);
    }
}
