package io.latchkey.broker.credential;

import io.latchkey.bootstrap.column.ParametersColumn;
import io.latchkey.bootstrap.column.ReasonColumn;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a {@link CredentialState}, and the allowed changes.
 *
 * <ol>
 *   <li>Generation and version follow the document and never decrease.
 *   <li>The broker never again sends a version that the provider refused.
 *   <li>A closed connection is never opened again.
 * </ol>
 */
@Entity
@Table(name = "credential")
class CredentialRow {
    @Id
    @Column(name = "connection_id")
    UUID connectionId;

    String tenant;

    /** Empty if the connection was closed before the broker knew it. */
    String provider = "";

    @Column(name = "credential_clients")
    @Nullable
    List<String> credentialClients;

    int generation;
    long version;

    /** The id of the authentication method; null before the first completion. */
    @Nullable
    String method;

    @Column(name = "client_registrant")
    @Nullable
    String clientRegistrant;

    @Column(name = "client_id")
    @Nullable
    String clientId;

    @Column(name = "account_id")
    @Nullable
    String accountId;

    @Convert(converter = ParametersColumn.class)
    Map<String, String> parameters = Map.of();

    @Column(name = "access_hash")
    @Nullable
    String accessHash;

    @Column(name = "refresh_hash")
    @Nullable
    String refreshHash;

    @Embedded
    SpentTokens spentTokens = SpentTokens.NONE;

    @Column(name = "keep_alive_at")
    @Nullable
    Instant keepAliveAt;

    @Column(name = "refused_version")
    @Nullable
    Long refusedVersion;

    @Column(name = "refused_reason")
    @Convert(converter = ReasonColumn.class)
    @Nullable
    Reason refusedReason;

    @Embedded
    RefreshTrouble trouble = RefreshTrouble.NONE;

    @Column(name = "settle_at")
    @Nullable
    Instant settleAt;

    @Column(name = "refreshed_at")
    @Nullable
    Instant refreshedAt;

    @Column(name = "forced_at")
    @Nullable
    Instant forcedAt;

    @Embedded
    FeedStatus feed = FeedStatus.NONE;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @Column(name = "force_revocation")
    boolean forceRevocation;

    /** Correlation id of the request that deleted the connection. */
    @Column(name = "deletion_correlation")
    @Nullable
    String deletionCorrelation;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    int attempts;
    int refusals;

    @Column(name = "revoked_at_provider")
    @Enumerated(EnumType.STRING)
    @Nullable
    RevokedAtProvider revokedAtProvider;

    @Column(name = "revocation_reason")
    @Nullable
    String revocationReason;

    @Column(name = "revoked_write_id")
    @Nullable
    UUID revokedWriteId;

    @Column(name = "destroyed_at")
    @Nullable
    Instant destroyedAt;

    /** Whether the feed has removed the connection. The row is deleted once none of its work is due. */
    boolean removed;

    protected CredentialRow() {}

    CredentialRow(UUID connectionId, String tenant) {
        this.connectionId = connectionId;
        this.tenant = tenant;
    }

    CredentialState state() {
        return new CredentialState(
                new ConnectionPath(tenant, connectionId),
                Optional.of(provider).filter(known -> !known.isEmpty()),
                Optional.ofNullable(credentialClients).map(List::copyOf),
                generation,
                version,
                Optional.ofNullable(method),
                Optional.ofNullable(accountId),
                refusedVersion != null && refusedVersion == version
                        ? Optional.ofNullable(refusedReason)
                        : Optional.empty(),
                feed.reauthorizationReason(generation),
                trouble,
                keepAliveAt,
                settleAt,
                Optional.ofNullable(forcedAt),
                Optional.ofNullable(closedAt).map(this::deletion),
                parameters,
                Registrant.OWN.key().equals(clientRegistrant));
    }

    private Deletion deletion(Instant closedAt) {
        return new Deletion(
                closedAt,
                forceRevocation,
                Optional.ofNullable(deletionCorrelation),
                Optional.ofNullable(revokedAtProvider).map(result -> new Revocation(result, revocationReason)),
                Optional.ofNullable(revokedWriteId),
                attempts,
                refusals,
                destroyedAt != null);
    }

    /**
     * Sets the provider, which never changes once it is known, and the clients that may fetch the credential.
     *
     * @return whether {@code provider} is the connection's provider
     */
    boolean expect(String provider, @Nullable List<String> credentialClients) {
        if (!this.provider.isEmpty() && !this.provider.equals(provider)) {
            return false;
        }
        this.provider = provider;
        this.credentialClients = credentialClients;
        return true;
    }

    /**
     * Updates the row to match a document. Ignores a document that is not newer than the row, for example from a writer
     * that lost its lease.
     */
    void follow(Stored stored, TokenHashes hashes, @Nullable Instant keepAliveAt) {
        if (!state().isBehind(stored)) {
            return;
        }
        var document = stored.document();
        spentTokens = document.generation() == generation
                ? spentWith(hashes, document.material().obtainedAt())
                : SpentTokens.NONE;
        if (generation == document.generation()) {
            refreshedAt = document.material().obtainedAt();
        }
        generation = document.generation();
        version = stored.version();
        method = document.method();
        clientRegistrant = ClientRef.registrant(document.client());
        clientId = document.clientId();
        accountId = document.accountId().orElse(null);
        parameters = document.parameters();
        accessHash = hashes.access();
        refreshHash = hashes.refresh();
        this.keepAliveAt = keepAliveAt;
        refusedVersion = null;
        refusedReason = null;
        trouble = RefreshTrouble.NONE;
        settleAt = null;
    }

    private SpentTokens spentWith(TokenHashes next, Instant now) {
        return refreshHash == null || refreshHash.equals(next.refresh())
                ? spentTokens
                : spentTokens.with(refreshHash, now);
    }

    /** Records that the provider permanently refused a version. Ignores a version older than the current one. */
    void refuse(long refused, Reason reason) {
        if (refused < version) {
            return;
        }
        refusedVersion = refused;
        refusedReason = reason;
        keepAliveAt = null;
        settleAt = null;
    }

    /** Records the result of an attempt to refresh a version. Ignores a version older than the current one. */
    void trouble(long attempted, RefreshTrouble trouble, @Nullable Instant settleAt) {
        if (attempted == version) {
            this.trouble = trouble;
            this.settleAt = settleAt;
        }
    }

    void observe(ConnectionView connection, long sequence) {
        if (tenant.equals(connection.tenant())) {
            feed = feed.observed(connection, sequence);
        }
    }

    void revoked(Revocation revocation, Optional<UUID> writeId) {
        revokedAtProvider = revocation.revokedAtProvider();
        revocationReason = revocation.reason();
        revokedWriteId = writeId.orElse(null);
    }

    void destroyed(Instant now, Instant onceMore) {
        destroyedAt = now;
        dueAt = onceMore;
        attempts = 0;
    }
}
