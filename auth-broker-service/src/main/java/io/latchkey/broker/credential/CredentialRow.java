package io.latchkey.broker.credential;

import io.latchkey.bootstrap.column.ReasonColumn;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.TokenHashes;
import io.latchkey.contracts.connection.ConnectionState;
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
import java.util.Objects;
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

    /** Empty for a connection that was closed before the broker heard of it. */
    String provider = "";

    @Column(name = "credential_clients")
    @Nullable
    List<String> credentialClients;

    int generation;
    long version;

    @Column(name = "authorization_id")
    @Nullable
    UUID authorizationId;

    /** The id of the authentication method; null before the first completion. */
    @Nullable
    String method;

    @Column(name = "client_id")
    @Nullable
    String clientId;

    @Column(name = "account_id")
    @Nullable
    String accountId;

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

    @Column(name = "feed_sequence")
    long feedSequence;

    @Column(name = "feed_generation")
    @Nullable
    Integer feedGeneration;

    @Column(name = "feed_state")
    @Enumerated(EnumType.STRING)
    @Nullable
    ConnectionState feedState;

    @Column(name = "feed_reason")
    @Convert(converter = ReasonColumn.class)
    @Nullable
    Reason feedReason;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @Column(name = "force_revocation")
    boolean forceRevocation;

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

    @Column(name = "given_back_write_id")
    @Nullable
    UUID givenBackWriteId;

    @Column(name = "destroyed_at")
    @Nullable
    Instant destroyedAt;

    /** Whether the feed has removed the connection, so that nothing asks for this row when nothing is due. */
    boolean removed;

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
        return Optional.of(provider).filter(known -> !known.isEmpty());
    }

    public ConnectionPath path() {
        return new ConnectionPath(tenant, connectionId);
    }

    /** Completed authorizations; 0 before the first. */
    public int generation() {
        return generation;
    }

    /** Vault's version of the document; 0 before the first completion. */
    public long version() {
        return version;
    }

    /** The id of the authentication method that it was obtained with; empty before the first completion. */
    public Optional<String> method() {
        return Optional.ofNullable(method);
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
    public boolean mayBeFetchedBy(String clientId) {
        return credentialClients == null || credentialClients.contains(clientId);
    }

    /** Whether the document is ahead of this row. */
    boolean isBehind(Stored stored) {
        return generation < stored.document().generation() || version < stored.version();
    }

    /** Takes in a document; one that the row is not behind, as of a writer that outlived its lease, changes nothing. */
    void follow(Stored stored, TokenHashes hashes, @Nullable Instant keepAliveAt) {
        if (!isBehind(stored)) {
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
        authorizationId = document.authorizationId();
        method = document.method();
        clientId = document.clientId();
        accountId = document.accountId().orElse(null);
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

    /** Remembers that the provider refused a version for good; of an older version than the present one it is no news. */
    public void refuse(long refused, Reason reason) {
        if (refused < version) {
            return;
        }
        refusedVersion = refused;
        refusedReason = reason;
        keepAliveAt = null;
        settleAt = null;
    }

    /** What became of the attempts to refresh the present version. */
    public RefreshTrouble trouble() {
        return trouble;
    }

    /**
     * Remembers what became of an attempt to refresh a version; of an older one than the present it is no news.
     *
     * @param settleAt when a refresh in doubt is next to be repeated or given up; null: not by a clock
     */
    public void troubled(long attempted, RefreshTrouble trouble, @Nullable Instant settleAt) {
        if (attempted == version) {
            this.trouble = trouble;
            this.settleAt = settleAt;
        }
    }

    /** Whether a refresh in doubt is next due at {@code time}, to the millisecond; null: not by a clock. */
    public boolean settlesAt(@Nullable Instant time) {
        return settleAt == null || time == null ? settleAt == time : settleAt.toEpochMilli() == time.toEpochMilli();
    }

    /** When a caller last forced a refresh. */
    public Optional<Instant> forcedAt() {
        return Optional.ofNullable(forcedAt);
    }

    public void forcedAt(Instant now) {
        forcedAt = now;
    }

    /** Why the present version is known to be refused; empty if it is not. */
    public Optional<Reason> refusal() {
        return refusedVersion != null && refusedVersion == version
                ? Optional.ofNullable(refusedReason)
                : Optional.empty();
    }

    /** Why a person must act: by our own finding, or by what connection-service said of this generation. */
    public Optional<Reason> reasonToMend() {
        var told = feedState == ConnectionState.REAUTHORIZATION_REQUIRED
                && feedGeneration != null
                && feedGeneration == generation;
        return refusal().or(() -> told ? Optional.ofNullable(feedReason) : Optional.empty());
    }

    /** When the connection was deleted; only of one that is {@link #closed}. */
    public Instant closedAt() {
        return Objects.requireNonNull(closedAt, "closedAt");
    }

    /** Whether the deletion revokes the grant even where that ends a sibling. */
    public boolean revocationForced() {
        return forceRevocation;
    }

    /** What became of the grant of a closed connection; empty until that is known. */
    public Optional<Revocation> revocation() {
        return Optional.ofNullable(revokedAtProvider).map(result -> new Revocation(result, revocationReason));
    }

    /**
     * Remembers what became of the grant, so that no later attempt asks the provider again.
     *
     * @param writeId of the document that was given back; null: there was none
     */
    public void gaveBack(Revocation revocation, @Nullable UUID writeId) {
        revokedAtProvider = revocation.revokedAtProvider();
        revocationReason = revocation.reason();
        givenBackWriteId = writeId;
    }

    /** Whether it is what became of {@code document} that is remembered. */
    public boolean hasGivenBack(CredentialDocument document) {
        return document.writeId().equals(givenBackWriteId);
    }

    /** Failed attempts to carry the deletion out. */
    public int attempts() {
        return attempts;
    }

    /** How often the provider refused to revoke the grant; other failures are none. */
    public int refusals() {
        return refusals;
    }

    /** Whether nothing of the secret is left in Vault. */
    public boolean destroyed() {
        return destroyedAt != null;
    }

    /** Nothing is left, and is destroyed once more at {@code onceMore}. */
    public void destroyed(Instant now, Instant onceMore) {
        destroyedAt = now;
        dueAt = onceMore;
        attempts = 0;
    }

    void observe(ConnectionView connection, long sequence) {
        if (!tenant.equals(connection.tenant()) || sequence <= feedSequence) {
            return;
        }
        feedSequence = sequence;
        feedGeneration = connection.generation();
        feedState = connection.state();
        feedReason = connection.reason();
    }
}
