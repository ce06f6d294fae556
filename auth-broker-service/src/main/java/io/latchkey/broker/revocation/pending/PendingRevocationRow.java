package io.latchkey.broker.revocation.pending;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.work.Correlation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns behind a {@link PendingRevocation}. */
@Entity
@Table(name = "pending_revocation")
class PendingRevocationRow {
    @Id
    UUID id;

    @Column(name = "connection_id")
    UUID connectionId;

    String tenant;

    /** The associated data of the ciphertext. */
    @Column(name = "authorization_id")
    UUID authorizationId;

    String provider;

    @Column(name = "client_registrant")
    @Nullable
    String clientRegistrant;

    @Column(name = "client_id")
    @Nullable
    String clientId;

    @Enumerated(EnumType.STRING)
    Cause cause;

    /** The account whose grants are revoked even if a connection uses them; null: none. */
    @Column(name = "forced_account_id")
    @Nullable
    String forcedAccountId;

    String ciphertext;

    @Column(name = "kept_at")
    Instant keptAt;

    /** Correlation id of the request or event that queued the credential. */
    @Nullable
    String correlation;

    /** Null: the deletion of the connection revokes it and reports the result. */
    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    int attempts;

    /** Number of failed attempts that the provider refused. */
    int refusals;

    protected PendingRevocationRow() {}

    PendingRevocationRow(UUID id, ConnectionPath path, SealedCredential encrypted, Cause cause, Instant keptAt) {
        this.id = id;
        connectionId = path.connectionId();
        tenant = path.tenant();
        authorizationId = encrypted.authorizationId();
        provider = encrypted.provider();
        clientRegistrant = ClientRef.registrant(encrypted.client());
        clientId = ClientRef.id(encrypted.client());
        ciphertext = encrypted.ciphertext();
        this.cause = cause;
        this.keptAt = keptAt;
        correlation = Correlation.current().orElse(null);
        dueAt = keptAt;
    }

    PendingRevocation state() {
        return new PendingRevocation(
                id,
                new ConnectionPath(tenant, connectionId),
                authorizationId,
                provider,
                cause,
                Optional.ofNullable(forcedAccountId),
                ciphertext,
                keptAt,
                Optional.ofNullable(correlation),
                attempts,
                refusals);
    }
}
