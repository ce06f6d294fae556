package io.latchkey.connection.store;

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

    protected Connection() {}

    /** @param credentialClients the client ids that may fetch the credential; null: any that may read credentials */
    Connection(
            UUID id,
            String tenant,
            String owner,
            String name,
            ProviderRef provider,
            String returnUrl,
            @Nullable List<String> credentialClients,
            Instant now) {
        this.id = id;
        this.tenant = tenant;
        this.owner = owner;
        this.name = name;
        this.providerId = provider.id();
        this.providerName = provider.name();
        this.returnUrl = returnUrl;
        this.credentialClients = credentialClients == null ? null : credentialClients.toArray(String[]::new);
        this.createdAt = now;
        this.updatedAt = now;
        this.revision = 1;
    }

    void rename(String name) {
        this.name = name;
        this.revision++;
    }

    /** Assigns the sequence of the next event, which is published at {@code now}. */
    long nextSequence(Instant now) {
        updatedAt = now;
        return ++sequence;
    }

    UUID id() {
        return id;
    }

    String tenant() {
        return tenant;
    }

    /** Null once it is erased. */
    @Nullable
    String owner() {
        return owner;
    }

    /** Null once it is erased. */
    @Nullable
    String name() {
        return name;
    }

    ProviderRef provider() {
        return new ProviderRef(providerId, providerName);
    }

    /** The return URL of the first authorization; null once it is erased. */
    @Nullable
    String returnUrl() {
        return returnUrl;
    }

    @Nullable
    List<String> credentialClients() {
        return credentialClients == null ? null : List.of(credentialClients);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long revision() {
        return revision;
    }

    /** The sequence of the last event. */
    long sequence() {
        return sequence;
    }
}
