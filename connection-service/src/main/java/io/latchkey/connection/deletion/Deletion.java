package io.latchkey.connection.deletion;

import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Revocation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a deletion.
 *
 * @param revocation result of the revocation at the provider; null while it is not known
 */
record Deletion(UUID id, ConnectionState state, @Nullable Revocation revocation) {
    static Deletion of(StoredConnection stored) {
        return new Deletion(stored.id(), stored.state(), stored.status().revocation());
    }
}
