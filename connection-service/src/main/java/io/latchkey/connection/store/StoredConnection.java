package io.latchkey.connection.store;

import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.ProviderRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it is stored: the fields that users edit, and its status. Changes are persisted if they are made
 * under the row lock ({@link Connections#findLocked}) and within its transaction.
 */
public final class StoredConnection {
    private final Connection connection;
    private final ConnectionStatusRow row;

    StoredConnection(Connection connection, ConnectionStatusRow row) {
        this.connection = connection;
        this.row = row;
    }

    /** A connection that is not stored yet; see {@link Connections#add}. */
    public static StoredConnection created(
            UUID id,
            String tenant,
            String owner,
            String name,
            ProviderRef provider,
            String returnUrl,
            @Nullable List<String> credentialClients,
            ConnectionStatus status,
            Instant now) {
        var connection = new Connection(id, tenant, owner, name, provider, returnUrl, credentialClients, now);
        return new StoredConnection(connection, new ConnectionStatusRow(connection, status));
    }

    Connection connection() {
        return connection;
    }

    ConnectionStatusRow row() {
        return row;
    }

    public UUID id() {
        return connection.id();
    }

    public String tenant() {
        return connection.tenant();
    }

    /** Null once it is erased. */
    public @Nullable String name() {
        return connection.name();
    }

    public ProviderRef provider() {
        return connection.provider();
    }

    /** The return URL of the first authorization; null once it is erased. */
    public @Nullable String returnUrl() {
        return connection.returnUrl();
    }

    /** The client ids that may fetch the credential; null: any that may read credentials. */
    public @Nullable List<String> credentialClients() {
        return connection.credentialClients();
    }

    public Instant createdAt() {
        return connection.createdAt();
    }

    /** Counts the edits by users. */
    public long revision() {
        return connection.revision();
    }

    /** The sequence of the last event. */
    public long sequence() {
        return connection.sequence();
    }

    /** Assigns the sequence of the next event, which is published at {@code now}. */
    public long nextSequence(Instant now) {
        return connection.nextSequence(now);
    }

    public void rename(String name) {
        connection.rename(name);
    }

    public ConnectionStatus status() {
        return row.status();
    }

    public ConnectionState state() {
        return status().state();
    }

    public boolean deleted() {
        return state() == ConnectionState.DELETED;
    }

    public void become(ConnectionStatus status, Instant now) {
        row.become(status, now);
    }

    /** The public view of the connection. */
    public ConnectionView view() {
        var status = status();
        var reason = status.reason();
        var grant = status.grant();
        return new ConnectionView(
                connection.id(),
                connection.tenant(),
                connection.owner(),
                connection.name(),
                connection.provider(),
                grant.method(),
                status.state(),
                reason,
                reason == null ? null : reason.advice(),
                grant.account(),
                grant.modules(),
                grant.permissions(),
                grant.generation(),
                grant.authorizedAt(),
                grant.expiresAt(),
                status.checked().health(),
                connection.createdAt(),
                connection.updatedAt(),
                connection.revision(),
                grant.parameters());
    }
}
