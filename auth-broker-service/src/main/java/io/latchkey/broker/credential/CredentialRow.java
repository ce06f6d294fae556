package io.latchkey.broker.credential;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Reason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows of a connection's credential without asking Vault.
 *
 * <ol>
 *   <li>Generation and version follow the document and never go back.
 *   <li>A version that the provider refused is never sent to it again.
 *   <li>Once closed, always closed.
 * </ol>
 */
@Entity
@Table(name = "credential")
public class CredentialRow {
    @Id
    @Column(name = "connection_id")
    UUID connectionId;

    String tenant;
    @Nullable String provider;

    @Column(name = "credential_clients")
    @Nullable List<String> credentialClients;

    int generation;
    long version;

    @Column(name = "authorization_id")
    @Nullable UUID authorizationId;

    @Column(name = "client_id")
    @Nullable String clientId;

    @Column(name = "account_id")
    @Nullable String accountId;

    @Column(name = "keep_alive_by")
    @Nullable Instant keepAliveBy;

    @Column(name = "refused_version")
    @Nullable Long refusedVersion;

    @Column(name = "refused_reason")
    @Enumerated(EnumType.STRING)
    @Nullable Reason refusedReason;

    @Column(name = "feed_sequence")
    long feedSequence;

    @Column(name = "feed_generation")
    @Nullable Integer feedGeneration;

    @Column(name = "feed_state")
    @Enumerated(EnumType.STRING)
    @Nullable ConnectionState feedState;

    @Column(name = "feed_reason")
    @Enumerated(EnumType.STRING)
    @Nullable Reason feedReason;

    @Column(name = "closed_at")
    @Nullable Instant closedAt;

    @Column(name = "force_revocation")
    boolean forceRevocation;

    @Column(name = "due_at")
    @Nullable Instant dueAt;

    int attempts;

    @Column(name = "destroyed_at")
    @Nullable Instant destroyedAt;

    protected CredentialRow() {}

    CredentialRow(UUID connectionId, String tenant) {
        this.connectionId = connectionId;
        this.tenant = tenant;
    }

    public UUID connectionId() {
        return connectionId;
    }

    public String tenant() {
        return tenant;
    }

    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    public ConnectionPath path() {
        return new ConnectionPath(tenant, connectionId);
    }

    /** Completed authorizations; 0 before the first. */
    public int generation() {
        return generation;
    }

    /** The account on record; empty before the first completion. */
    public Optional<String> accountId() {
        return Optional.ofNullable(accountId);
    }

    /** Whether the connection was deleted; no new work begins on it. */
    public boolean closed() {
        return closedAt != null;
    }

    /** Whether the client {@code clientId} of the platform may fetch the credential. */
    boolean mayBeFetchedBy(String clientId) {
        return credentialClients == null || credentialClients.contains(clientId);
    }

    /** Whether the document is ahead of this row. */
    boolean isBehind(Stored stored) {
        return generation < stored.document().generation() || version < stored.version();
    }

    void follow(Stored stored, @Nullable Instant keepAliveBy) {
        CredentialDocument document = stored.document();
        generation = document.generation();
        version = stored.version();
        authorizationId = document.authorizationId();
        clientId = document.clientId();
        accountId = document.account().id();
        this.keepAliveBy = keepAliveBy;
        refusedVersion = null;
        refusedReason = null;
    }

    void refuse(long refused, Reason reason) {
        refusedVersion = refused;
        refusedReason = reason;
    }

    /** Why the present version is known to be refused; empty if it is not. */
    Optional<Reason> refusal() {
        return refusedVersion != null && refusedVersion == version ? Optional.ofNullable(refusedReason) : Optional.empty();
    }
}
