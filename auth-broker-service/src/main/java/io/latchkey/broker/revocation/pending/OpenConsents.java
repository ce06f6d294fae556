package io.latchkey.broker.revocation.pending;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Port to the consent flows, which hold credentials until their completion. */
public interface OpenConsents {
    /**
     * Ends all authorizations of a deleted connection and queues their tokens for revocation, in the current
     * transaction. Call it under the connection's lease.
     *
     * @param stored the authorization whose credential is stored as the connection's document: its copy is erased
     */
    Uni<Void> closeAllOf(UUID connectionId, Optional<UUID> stored);
}
