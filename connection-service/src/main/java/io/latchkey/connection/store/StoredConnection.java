package io.latchkey.connection.store;

import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import java.time.Instant;

/** A connection as it is stored: what people edit, and how it stands. */
public final class StoredConnection {
    private final Connection connection;
    private final StandingRow row;

    StoredConnection(Connection connection, StandingRow row) {
        this.connection = connection;
        this.row = row;
    }

    StandingRow row() {
        return row;
    }

    public Connection connection() {
        return connection;
    }

    public ConnectionStatus standing() {
        return row.standing();
    }

    public ConnectionState state() {
        return standing().state();
    }

    public boolean deleted() {
        return state() == ConnectionState.DELETED;
    }

    public void become(ConnectionStatus standing, Instant now) {
        row.become(standing, now);
    }

    /** What everybody may see. */
    public ConnectionView view() {
        var standing = standing();
        var reason = standing.reason();
        var grant = standing.grant();
        return new ConnectionView(
                connection.id(),
                connection.tenant(),
                connection.owner(),
                connection.name(),
                connection.provider(),
                standing.state(),
                reason,
                reason == null ? null : reason.advice(),
                grant.account(),
                grant.modules(),
                grant.permissions(),
                grant.generation(),
                grant.authorizedAt(),
                grant.expiresAt(),
                standing.checked().health(),
                connection.createdAt(),
                connection.updatedAt(),
                connection.revision());
    }
}
