package io.latchkey.connection.creation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores for a day which connection an {@code Idempotency-Key} created. */
@ApplicationScoped
class Replays {
    private static final Duration MEMORY = Duration.ofHours(24);
    private static final String KEY =
            "tenant = :tenant and issuer = :issuer and subject = :subject and client = :client and key = :key";

    static final String FORGET = "delete from idempotency where created_at <= :oldest";

    /** A key that was used before. */
    record Replay(String requestHash, UUID connectionId, UUID authorizationId) {}

    private final Clock clock;

    Replays(Clock clock) {
        this.clock = clock;
    }

    Uni<Optional<Replay>> find(IdempotencyKey key) {
        return query(
                        "select request_hash, connection_id, authorization_id from idempotency where " + KEY
                                + " and created_at > :oldest",
                        key)
                .chain(query -> query.setParameter("oldest", oldest()).getSingleResultOrNull())
                .map(row -> Optional.ofNullable((Object[]) row)
                        .map(found -> new Replay((String) found[0], (UUID) found[1], (UUID) found[2])));
    }

    /**
     * Stores the key in the current transaction, after any open transaction that stores the same key. Returns false if
     * another request has used the key.
     */
    Uni<Boolean> remember(IdempotencyKey key, UUID connection, UUID authorization) {
        return query(
                        "insert into idempotency values (:tenant, :issuer, :subject, :client, :key, :hash, :connection,"
                                + " :authorization, :now) on conflict (tenant, issuer, subject, client, key) do update set"
                                + " request_hash = excluded.request_hash, connection_id = excluded.connection_id,"
                                + " authorization_id = excluded.authorization_id, created_at = excluded.created_at"
                                + " where idempotency.created_at <= :oldest",
                        key)
                .chain(query -> query.setParameter("hash", key.requestHash())
                        .setParameter("connection", connection)
                        .setParameter("authorization", authorization)
                        .setParameter("now", clock.instant())
                        .setParameter("oldest", oldest())
                        .executeUpdate())
                .map(changed -> changed == 1);
    }

    /** Replaces the authorization that is stored with the key. */
    Uni<Void> move(IdempotencyKey key, UUID authorization) {
        return query("update idempotency set authorization_id = :authorization where " + KEY, key)
                .chain(query ->
                        query.setParameter("authorization", authorization).executeUpdate())
                .replaceWithVoid();
    }

    /** Deletes expired keys. */
    Uni<Void> forget() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FORGET)
                        .setParameter("oldest", oldest())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Instant oldest() {
        return clock.instant().minus(MEMORY);
    }

    private static Uni<Mutiny.Query<?>> query(String sql, IdempotencyKey key) {
        return Panache.getSession().map(session -> session.createNativeQuery(sql)
                .setParameter("tenant", key.tenant())
                .setParameter("issuer", key.principal().issuer())
                .setParameter("subject", key.principal().subject())
                .setParameter("client", key.principal().client())
                .setParameter("key", key.value()));
    }
}
