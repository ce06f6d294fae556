package io.latchkey.connection.deletion;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Revocation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current state of a deletion. */
record Deletion(
        @JsonPropertyDescription("Id of the connection") UUID id,
        @JsonPropertyDescription("State of the connection") ConnectionState state,

        @JsonPropertyDescription("Result of the revocation at the provider; absent while it is not known") @Nullable
        Revocation revocation) {
    static Deletion of(StoredConnection stored) {
        return new Deletion(stored.id(), stored.state(), stored.status().revocation());
    }
}
