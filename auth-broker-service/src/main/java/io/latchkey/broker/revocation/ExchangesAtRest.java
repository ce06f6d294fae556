package io.latchkey.broker.revocation;

import io.latchkey.broker.secret.CredentialDocument;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** What exchanges brought and nobody redeemed yet, as revocation sees it; the consent flows keep it. */
public interface ExchangesAtRest {
    /** Those of a connection's flows, decrypted. Call it under the connection's lease. */
    Uni<List<CredentialDocument>> ofConnection(UUID connectionId);

    /**
     * Whether an authorization of an open connection, other than {@code except}, has one with this provider, client and
     * account.
     */
    Uni<Boolean> anyOf(String provider, String clientId, String accountId, UUID except);

    /** Erases it, in the current transaction; no error if it is gone already. */
    Uni<Void> forget(UUID authorizationId);

    /** Erases all of a deleted connection and ends its authorizations, in the current transaction. */
    Uni<Void> forgetAllOf(UUID connectionId);
}
