package io.latchkey.connection.store;

import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.contracts.connection.ProviderRef;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owner of a connection, and the fields that users edit. Changed only under its row lock. */
@Entity
@Table(name = "connection")
class Connection {
    @Id
    private UUID id;

    private String tenant;
    private @Nullable String owner;
    private @Nullable String name;
    private String providerId;
    private String providerName;
    private @Nullable String returnUrl;
    private String @Nullable [] credentialClients;
    private Instant createdAt;
    private Instant updatedAt;
    private long revision;
    private long sequence;
    private int dependents;
    private String[] permissionsNeeded;

    protected Connection() {}

    Connection(StoredConnection created) {
        var clients = created.credentialClients();
        this.id = created.id();
        this.tenant = created.tenant();
        this.owner = created.owner();
        this.name = created.name();
        this.providerId = created.provider().id();
        this.providerName = created.provider().name();
        this.returnUrl = created.returnUrl();
        this.credentialClients = clients == null ? null : clients.toArray(String[]::new);
        this.createdAt = created.createdAt();
        this.updatedAt = created.updatedAt();
        this.revision = created.revision();
        this.sequence = created.sequence();
        this.dependents = created.dependents();
        this.permissionsNeeded = created.neededPermissions().toArray(String[]::new);
    }

    void rename(String name) {
        this.name = name;
        this.revision++;
    }

    /** @param permissions needed by all dependents together */
    void becomeUsed(int dependents, List<String> permissions) {
        this.dependents = dependents;
        this.permissionsNeeded = permissions.toArray(String[]::new);
    }

    /** Assigns the sequence of the next event, which is published at {@code now}. */
    void nextSequence(Instant now) {
        updatedAt = now;
        sequence++;
    }

    String tenant() {
        return tenant;
    }

    StoredConnection with(ConnectionStatus status) {
        return new StoredConnection(
                id,
                tenant,
                owner,
                name,
                new ProviderRef(providerId, providerName),
                returnUrl,
                credentialClients == null ? null : List.of(credentialClients),
                createdAt,
                updatedAt,
                revision,
                sequence,
                dependents,
                List.of(permissionsNeeded),
                status);
    }
}
