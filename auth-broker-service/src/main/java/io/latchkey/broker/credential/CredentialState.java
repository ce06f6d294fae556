package io.latchkey.broker.credential;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows of a connection's credential without asking Vault, as it was when it was read.
 *
 * @param provider empty for a connection that was closed before the broker heard of it
 * @param credentialClients the platform's clients that may fetch it; empty: any that may read credentials
 * @param generation number of completed authorizations; 0 before the first
 * @param version Vault's version of the document; 0 before the first completion
 * @param method the id of the authentication method that it was obtained with; empty before the first completion
 * @param accountId the account on record; empty before the first completion
 * @param refusal why the provider refuses the present version; empty if it is not known to
 * @param reportedReason why a person must reauthorize this generation, by what connection-service said
 * @param trouble what became of the attempts to refresh the present version
 * @param keepAliveAt when it is next refreshed so that its grant does not end unused; null: never
 * @param settleAt when a refresh in doubt is next repeated or given up; null: not by a clock
 * @param forcedAt when a caller last forced a refresh
 * @param deletion empty while the connection is open; no new work begins on it afterwards
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
        Optional<Deletion> deletion) {
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

    /** Whether a refresh in doubt is next due at {@code time}, to the millisecond; null: not by a clock. */
    public boolean settlesAt(@Nullable Instant time) {
        return settleAt == null || time == null ? settleAt == time : settleAt.toEpochMilli() == time.toEpochMilli();
    }

    /** Why a person must act: by our own finding, or by what connection-service said. */
    public Optional<Reason> reasonToMend() {
        return refusal.or(() -> reportedReason);
    }
}
