package io.latchkey.broker.credential;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of what the broker knows about a connection's credential without a call to Vault.
 *
 * @param provider empty if the connection was closed before the broker knew it
 * @param credentialClients the platform's clients that may fetch it; empty: any client that may read credentials
 * @param generation number of completed authorizations; 0 before the first
 * @param version Vault's version of the document; 0 before the first completion
 * @param method the id of the authentication method that it was obtained with; empty before the first completion
 * @param accountId the account on record; empty before the first completion
 * @param refusal why the provider refuses the current version; empty if no refusal is known
 * @param reportedReason why this generation must be reauthorized, as reported by connection-service
 * @param trouble the result of the attempts to refresh the current version
 * @param keepAliveAt when it is next refreshed so that the unused grant does not expire; null: never
 * @param settleAt when a refresh in doubt is next repeated or given up; null: not scheduled
 * @param forcedAt when a caller last forced a refresh
 * @param deletion empty while the connection is open; no new work starts on it afterwards
 * @param parameters values of the connection's parameters; none before the first completion
 */
public record CredentialState(
        ConnectionPath path,
        Optional<String> provider,
        Optional<List<String>> credentialClients,
        int generation,
        long version,
        Optional<String> method,
        Optional<String> accountId,
        Optional<Reason> refusal,
        Optional<Reason> reportedReason,
        RefreshTrouble trouble,
        @Nullable Instant keepAliveAt,
        @Nullable Instant settleAt,
        Optional<Instant> forcedAt,
        Optional<Deletion> deletion,
        Map<String, String> parameters,
        boolean ownClient) {
    public UUID connectionId() {
        return path.connectionId();
    }

    public String tenant() {
        return path.tenant();
    }

    /** Whether the connection was deleted. */
    public boolean closed() {
        return deletion.isPresent();
    }

    boolean isOpenIn(String tenant) {
        return tenant().equals(tenant) && !closed();
    }

    /** Whether the client {@code clientId} of the platform may fetch the credential. */
    public boolean mayBeFetchedBy(String clientId) {
        return credentialClients.map(clients -> clients.contains(clientId)).orElse(true);
    }

    /** Whether the document is ahead of this state. */
    boolean isBehind(Stored stored) {
        return generation < stored.document().generation() || version < stored.version();
    }

    /** Whether a refresh in doubt is next due at {@code time}, to the millisecond; null: not scheduled. */
    public boolean settlesAt(@Nullable Instant time) {
        return settleAt == null || time == null ? settleAt == time : settleAt.toEpochMilli() == time.toEpochMilli();
    }

    /** Why the connection must be reauthorized: found by the broker or reported by connection-service. */
    public Optional<Reason> reauthorizationReason() {
        return refusal.or(() -> reportedReason);
    }
}
