package io.latchkey.contracts.connection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of one event of the public feed. Its id, {@link ConnectionEventType type}, time and sequence are
 * CloudEvents attributes. The sequence counts the events of one connection from 1, without gaps; nothing else orders
 * them.
 *
 * @param connection the complete public view after the change
 * @param notice set in {@link ConnectionEventType#NOTICE} and {@link ConnectionEventType#EXPIRING}
 * @param revocation set in {@link ConnectionEventType#DESTROYED}
 * @param forced set in {@link ConnectionEventType#DELETED}: revoke at the provider even if that ends a sibling
 */
public record ConnectionEvent(
        ConnectionView connection,
        @Nullable Notice notice,
        @Nullable Revocation revocation,
        @Nullable Boolean forced) {
    /** A change that carries nothing besides the view. */
    public static ConnectionEvent of(ConnectionView connection) {
        return new ConnectionEvent(connection, null, null, null);
    }

    /**
     * A warning before expiry.
     *
     * @param lead how long before {@code expiresAt} it was due
     */
    public record Notice(Instant expiresAt, Duration lead) {}
}
