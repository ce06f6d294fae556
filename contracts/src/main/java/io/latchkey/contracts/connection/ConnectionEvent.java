package io.latchkey.contracts.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the public feed. {@code id}, {@code type}, {@code time} and {@code sequence} travel as CloudEvents
 * attributes; {@link Data} is the JSON body.
 *
 * @param sequence counts the events of one connection from 1, without gaps; the order of events is this and nothing
 *     else
 */
public record ConnectionEvent(UUID id, ConnectionEventType type, Instant time, long sequence, Data data) {
    /**
     * @param connection the whole public view after the change
     * @param notice set in {@link ConnectionEventType#NOTICE} and {@link ConnectionEventType#EXPIRING}
     * @param revocation set in {@link ConnectionEventType#DESTROYED}
     * @param forced set in {@link ConnectionEventType#DELETED}: revoke at the provider even where that ends a sibling
     */
    public record Data(
            ConnectionView connection,
            @Nullable Notice notice,
            @Nullable Revocation revocation,
            @Nullable Boolean forced) {
        /** A change that carries nothing besides the view. */
        public static Data of(ConnectionView connection) {
            return new Data(connection, null, null, null);
        }
    }

    /**
     * A warning before expiry.
     *
     * @param lead how long before {@code expiresAt} it was due
     */
    public record Notice(Instant expiresAt, Duration lead) {}
}
