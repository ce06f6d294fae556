package io.latchkey.connection.lifecycle;

import static io.latchkey.contracts.connection.ConnectionState.ACTIVE;
import static io.latchkey.contracts.connection.ConnectionState.DELETED;
import static io.latchkey.contracts.connection.ConnectionState.EXPIRING;
import static io.latchkey.contracts.connection.ConnectionState.PENDING;
import static io.latchkey.contracts.connection.ConnectionState.REAUTHORIZATION_REQUIRED;

import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a connection that facts can change. It does not contain the fields that users edit.
 *
 * @param reason set if and only if the state is {@link ConnectionState#REAUTHORIZATION_REQUIRED}
 * @param endedVersion newest version that is known to no longer work; 0 if there is none
 * @param missed clock facts that arrived in {@code REAUTHORIZATION_REQUIRED}
 * @param revocation result of the revocation at the provider; set once the credential is destroyed
 */
public record ConnectionStatus(
        ConnectionState state,
        @Nullable Reason reason,
        long endedVersion,
        Grant grant,
        LastCheck checked,
        Missed missed,
        @Nullable Revocation revocation) {
    public ConnectionStatus {
        if ((reason != null) != (state == REAUTHORIZATION_REQUIRED)) {
            throw new IllegalArgumentException("only REAUTHORIZATION_REQUIRED has a reason");
        }
    }

    /** The status before the first authorization is completed. */
    public static ConnectionStatus pending(String method, List<String> modules, List<String> permissions) {
        return new ConnectionStatus(
                PENDING, null, 0, Grant.requested(method, modules, permissions), LastCheck.NEVER, Missed.NOTHING, null);
    }

    static ConnectionStatus begun(Grant grant) {
        return new ConnectionStatus(ACTIVE, null, 0, grant, LastCheck.NEVER, Missed.NOTHING, null);
    }

    /** The newest version that any fact has reported. */
    long newestVersion() {
        return Math.max(endedVersion, Math.max(grant.version(), checked.version()));
    }

    ConnectionStatus with(Grant next) {
        var stillMissed = Objects.equals(next.expiresAt(), grant.expiresAt()) ? missed : Missed.NOTHING;
        return new ConnectionStatus(state, reason, endedVersion, next, checked, stillMissed, revocation);
    }

    ConnectionStatus with(LastCheck checked) {
        return new ConnectionStatus(state, reason, endedVersion, grant, checked, missed, revocation);
    }

    ConnectionStatus with(Missed missed) {
        return new ConnectionStatus(state, reason, endedVersion, grant, checked, missed, revocation);
    }

    ConnectionStatus active() {
        return new ConnectionStatus(ACTIVE, null, endedVersion, grant, checked, Missed.NOTHING, revocation);
    }

    ConnectionStatus expiring() {
        return new ConnectionStatus(EXPIRING, null, endedVersion, grant, checked, Missed.NOTHING, revocation);
    }

    ConnectionStatus ended(long version, Reason reason) {
        return new ConnectionStatus(
                REAUTHORIZATION_REQUIRED, reason, Math.max(version, endedVersion), grant, checked, missed, revocation);
    }

    ConnectionStatus deleted() {
        return new ConnectionStatus(DELETED, null, endedVersion, grant, checked, Missed.NOTHING, revocation);
    }

    ConnectionStatus destroyed(Revocation revocation) {
        return new ConnectionStatus(DELETED, null, endedVersion, grant, checked, Missed.NOTHING, revocation);
    }
}
