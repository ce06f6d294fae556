package io.latchkey.verifier.grant;

import io.latchkey.contracts.connection.ConnectionView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a connection. Two grants are equal only if all values that fence clock facts are equal. Times have
 * PostgreSQL's precision, so that a stored grant equals the grant from the feed.
 *
 * @param provider id of the provider in the catalog
 * @param authorizedAt when the generation began
 * @param expiresAt the earliest end that Latchkey cannot extend by itself; null if none is known
 */
public record Grant(
        UUID connectionId,
        String tenant,
        String provider,
        int generation,
        @Nullable Instant authorizedAt,
        @Nullable Instant expiresAt) {
    public Grant {
        authorizedAt = micros(authorizedAt);
        expiresAt = micros(expiresAt);
    }

    public static Grant of(ConnectionView view) {
        return new Grant(
                view.id(),
                view.tenant(),
                view.provider().id(),
                view.generation(),
                view.authorizedAt(),
                view.expiresAt());
    }

    public boolean endedBy(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** The time from beginning to end; empty if either is not known. */
    public Optional<Duration> life() {
        return authorizedAt == null || expiresAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(authorizedAt, expiresAt));
    }

    private static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
