package io.latchkey.broker.revocation;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Tokens from exchanges that nobody has redeemed yet, as deletions see them; the consent flows keep them. */
public interface PendingExchanges {
    /**
     * Ends all authorizations of a deleted connection and hands what they hold over to be revoked, in the current
     * transaction. Call it under the connection's lease.
     *
     * @param stored the authorization whose exchange has become the connection's document: its copy is erased
     */
    Uni<Void> closeAllOf(UUID connectionId, Optional<UUID> stored);
}
