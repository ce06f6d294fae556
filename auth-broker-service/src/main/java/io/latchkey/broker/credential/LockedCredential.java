package io.latchkey.broker.credential;

import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.secret.SecretStore.Stored;
import java.util.Optional;

/**
 * What the holder of a connection's lease works with.
 *
 * @param state of an open connection: it has caught up with the document
 * @param stored read under the lease; empty before the first completion
 */
public record LockedCredential(Lease lease, CredentialState state, Optional<Stored> stored) {
    /** The stored version, as a write must expect it; 0 if nothing is stored. */
    public long version() {
        return stored.map(Stored::version).orElse(0L);
    }
}
