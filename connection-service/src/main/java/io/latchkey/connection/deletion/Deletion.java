package io.latchkey.connection.deletion;

import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Revocation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deletion as it is known by now.
 *
 * @param revocation what became of the credential at the provider; null while that isn't known
 */
record Deletion(UUID id, ConnectionState state, @Nullable Revocation revocation) {
    static Deletion of(StoredConnection stored) {
        return new Deletion(stored.id(), stored.state(), stored.standing().revocation());
    }
}
