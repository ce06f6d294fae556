package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All attempts to get consent. A transaction that locks an authorization and its credential's row locks the credential's first.
 */
@ApplicationScoped
public class Authorizations implements PanacheRepositoryBase<Authorization, UUID> {
    /** Those whose exchange is to be forgotten. */
    public static final DueRows<Authorization> TO_FORGET = new DueRows<>(
            Authorization.class,
            "authorization_attempt",
            "id",
            "forget_due_at",
            "t.exchange is not null",
            authorization -> authorization.request.provider,
            (authorization, until) -> authorization.forgetDueAt = until);

    private static final List<AuthorizationStatus> UNFINISHED =
            List.of(AuthorizationStatus.CREATED, AuthorizationStatus.STARTED);

    /** By the token of its link. */
    public Uni<Optional<Authorization>> byLink(String token) {
        return Panache.withSession(
                () -> find("linkHash", OneTimeToken.sha256(token)).firstResult().map(Optional::ofNullable));
    }

    /** The locked row by the token of its link, in the current transaction. */
    public Uni<Optional<Authorization>> lockedByLink(String token) {
        return find("linkHash", OneTimeToken.sha256(token))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** By the state of its present flow. */
    public Uni<Optional<Authorization>> byState(String state) {
        return Panache.withSession(() ->
                find("flow.stateHash", OneTimeToken.sha256(state)).firstResult().map(Optional::ofNullable));
    }

    /** As it stands now; fails if it is gone. */
    public Uni<Authorization> again(Authorization authorization) {
        return Panache.withSession(() -> findById(authorization.id()))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("an authorization has gone"));
    }

    /** Of this tenant's connection; empty for any other. */
    public Uni<Optional<Authorization>> of(UUID id, UUID connectionId, String tenant) {
        return Panache.withSession(() -> find("id = ?1 and connectionId = ?2 and tenant = ?3", id, connectionId, tenant)
                .firstResult()
                .map(Optional::ofNullable));
    }

    /** The locked row, in the current transaction. */
    public Uni<Authorization> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("an authorization has gone"));
    }

    /** The locked rows of a connection that hold an exchange or could still get one, in the current transaction. */
    Uni<List<Authorization>> openOrAtRestIn(UUID connectionId) {
        return find("connectionId = ?1 and (exchange is not null or endedAt is null)", connectionId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** How many wait for a browser that was sent to one of these clients' consent page, or hold the tokens of its exchange. */
    public Uni<Long> countStartedWith(String provider, Collection<String> clientIds) {
        return Panache.withSession(() -> count(
                "request.provider = ?1 and flow.clientId in ?2 and (endedAt is null or exchange is not null)",
                provider,
                List.copyOf(clientIds)));
    }

    public Uni<Void> postponeForgetting(UUID id, Instant until) {
        return Panache.withTransaction(() -> update(
                        "forgetDueAt = ?1, forgetAttempts = forgetAttempts + 1 where id = ?2 and exchange is not null",
                        until,
                        id))
                .replaceWithVoid();
    }

    /** Ends those that no browser finished in time, and erases their ciphertexts; how many. */
    public Uni<Integer> expireBy(Instant now) {
        return Panache.withTransaction(() -> update(
                "status = ?1, endedAt = ?2, flow.kept = null where endedAt is null and status in ?3 and linkExpiresAt <= ?2"
                        + " and (flow.expiresAt is null or flow.expiresAt <= ?4)",
                AuthorizationStatus.EXPIRED,
                now,
                UNFINISHED,
                now.minus(Authorization.EXCHANGE_AT_MOST)));
    }

    /** Removes those that ended long ago and hold nothing. */
    public Uni<Long> removeEndedBy(Instant before) {
        return Panache.withTransaction(() -> delete("endedAt <= ?1 and exchange is null", before));
    }
}
