package io.latchkey.broker.revocation;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A credential at rest whose place another has taken. */
@Entity
@Table(name = "replaced_credential")
class ReplacedCredential {
    @Id
    @Column(name = "authorization_id")
    UUID authorizationId;

    @Column(name = "connection_id")
    UUID connectionId;

    String tenant;
    String provider;

    @Column(name = "client_id")
    String clientId;

    @Column(name = "account_id")
    String accountId;

    String ciphertext;

    @Column(name = "replaced_at")
    Instant replacedAt;

    @Column(name = "due_at")
    Instant dueAt;

    int attempts;

    protected ReplacedCredential() {}

    ReplacedCredential(
            ConnectionPath path, CredentialDocument document, String ciphertext, Instant replacedAt, Instant dueAt) {
        authorizationId = document.authorizationId();
        connectionId = path.connectionId();
        tenant = path.tenant();
        provider = document.provider();
        clientId = document.clientId();
        accountId = document.account().id();
        this.ciphertext = ciphertext;
        this.replacedAt = replacedAt;
        this.dueAt = dueAt;
    }

    /** The same grant as it stands now: it may have been refreshed since it was laid to rest. */
    ReplacedCredential resting(String ciphertext, Instant dueAt) {
        this.ciphertext = ciphertext;
        this.dueAt = dueAt;
        return this;
    }

    ConnectionPath path() {
        return new ConnectionPath(tenant, connectionId);
    }
}
