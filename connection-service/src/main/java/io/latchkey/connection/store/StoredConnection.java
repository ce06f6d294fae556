package io.latchkey.connection.store;

import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.ProviderRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a connection, as read from the database. {@link Connections} stores changes and returns the snapshot
 * after each.
 *
 * @param owner null once it is erased
 * @param name null once it is erased
 * @param returnUrl the return URL of the first authorization; null once it is erased
 * @param credentialClients the client ids that may fetch the credential; null: any that may read credentials
 * @param updatedAt when the last event was published
 * @param revision counts the edits by users, from 1
 * @param sequence the sequence of the last event; 0 before the first
 * @param dependents how many dependents are registered
 * @param neededPermissions the permissions that they need
 */
public record StoredConnection(
        UUID id,
        String tenant,
        @Nullable String owner,
        @Nullable String name,
        ProviderRef provider,
        @Nullable String returnUrl,
        @Nullable List<String> credentialClients,
        Instant createdAt,
        Instant updatedAt,
        long revision,
        long sequence,
        int dependents,
        List<String> neededPermissions,
        ConnectionStatus status) {
    public StoredConnection {
        credentialClients = credentialClients == null ? null : List.copyOf(credentialClients);
        neededPermissions = List.copyOf(neededPermissions);
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
        return new StoredConnection(
                id, tenant, owner, name, provider, returnUrl, credentialClients, now, now, 1, 0, 0, List.of(), status);
    }

    public ConnectionState state() {
        return status.state();
    }

    public boolean deleted() {
        return state() == ConnectionState.DELETED;
    }

    /** Whether programs can use the connection now. */
    public boolean usable() {
        return state().isUsable();
    }

    /** The permissions, with what the dependents need. */
    public Permissions permissions() {
        return status.grant().permissions().neededToo(neededPermissions);
    }

    /** The public view of the connection. */
    public ConnectionView view() {
        var reason = status.reason();
        var grant = status.grant();
        return new ConnectionView(
                id,
                tenant,
                owner,
                name,
                provider,
                grant.method(),
                status.state(),
                reason,
                reason == null ? null : reason.advice(),
                grant.account(),
                grant.modules(),
                permissions(),
                grant.generation(),
                grant.authorizedAt(),
                grant.expiresAt(),
                status.checked().health(),
                createdAt,
                updatedAt,
                revision,
                grant.parameters(),
                grant.client(),
                dependents);
    }
}
