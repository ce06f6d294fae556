package io.latchkey.broker.consent;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.TokenHashes;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All attempts to get consent. Reads need a session, changes a transaction: the caller opens it, and locks what it
 * changes. A transaction that locks an authorization and its credential's row locks the credential's first.
 */
@ApplicationScoped
public class Authorizations implements PanacheRepositoryBase<AuthorizationRow, UUID> {
    /** Those whose exchange is to be forgotten. */
    public static final DueRows<Authorization> TO_FORGET = new DueRows<>(
            AuthorizationRow.class,
            "authorization_attempt",
            "id",
            "forget_due_at",
            "t.exchange is not null",
            (row, until) -> row.forgetDueAt = until,
            AuthorizationRow::state,
            authorization -> authorization.request().provider());

    private static final List<AuthorizationStatus> UNFINISHED =
            List.of(AuthorizationStatus.CREATED, AuthorizationStatus.STARTED);

    /** By the token of its link. */
    public Uni<Optional<Authorization>> byLink(String token) {
        return find("linkHash", OneTimeToken.sha256(token)).firstResult().map(Authorizations::state);
    }

    /** The same, locked. */
    public Uni<Optional<Authorization>> lockByLink(String token) {
        return find("linkHash", OneTimeToken.sha256(token))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Authorizations::state);
    }

    /** By the state of its present flow. */
    public Uni<Optional<Authorization>> byState(String state) {
        return find("flow.stateHash", OneTimeToken.sha256(state)).firstResult().map(Authorizations::state);
    }

    /** Of this tenant's connection; empty for any other. */
    public Uni<Optional<Authorization>> of(UUID id, ConnectionPath connection) {
        return find("id = ?1 and connectionId = ?2 and tenant = ?3", id, connection.connectionId(), connection.tenant())
                .firstResult()
                .map(Authorizations::state);
    }

    /** As it is now; fails if it is gone. */
    public Uni<Authorization> again(Authorization authorization) {
        return findById(authorization.id())
                .onItem()
                .ifNull()
                .failWith(Authorizations::gone)
                .map(AuthorizationRow::state);
    }

    public Uni<Optional<Authorization>> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Authorizations::state);
    }

    /** The same; fails if it is gone. */
    public Uni<Authorization> requireLocked(UUID id) {
        return locked(id).map(AuthorizationRow::state);
    }

    /** How many wait for a browser that was sent to one of these clients' consent page, or hold the tokens of its exchange. */
    public Uni<Long> countStartedWith(String provider, Collection<String> clientIds) {
        return count(
                "request.provider = ?1 and flow.clientId in ?2 and (endedAt is null or exchange is not null)",
                provider,
                List.copyOf(clientIds));
    }

    public Uni<Authorization> create(
            UUID id, ConnectionPath connection, ConsentRequest request, int baseGeneration, Link link, Instant now) {
        return persist(new AuthorizationRow(id, connection, request, baseGeneration, link, now))
                .map(AuthorizationRow::state);
    }

    /** Replaces the link; the old one finds nothing. */
    public Uni<Authorization> replaceLink(UUID id, Link link) {
        return locked(id).invoke(row -> row.link(link)).map(AuthorizationRow::state);
    }

    /** Lets any browser continue: the flow of the one before is void. */
    public Uni<Void> free(UUID id) {
        return locked(id).invoke(AuthorizationRow::free).replaceWithVoid();
    }

    /** Begins a flow; the one before is void. */
    public Uni<Authorization> start(UUID id, Flow flow) {
        return locked(id).invoke(row -> row.start(flow)).map(AuthorizationRow::state);
    }

    /**
     * Takes the response; false if that happened before.
     *
     * @param response what only this browser can make of this response
     */
    public Uni<Boolean> consume(UUID id, OneTimeToken response, Instant now) {
        return locked(id).map(row -> row.consume(response, now));
    }

    /** Counts that the provider refused what was entered in {@code running}; how often it has. 0 if that flow is over. */
    public Uni<Integer> refuse(UUID id, Flow running) {
        return locked(id).map(row -> row.refuse(running));
    }

    /** Holds the tokens of the exchange, before their account is known. Should nothing follow, they are found and revoked. */
    public Uni<Void> hold(UUID id, String ciphertext, TokenHashes hashes) {
        return locked(id).invoke(row -> row.hold(ciphertext, hashes)).replaceWithVoid();
    }

    /**
     * The provider has been asked whose account it is; {@code ciphertext} replaces what is held, and names the account.
     *
     * @param account empty where the provider does not tell
     */
    public Uni<Authorization> identify(UUID id, String ciphertext, Optional<String> account) {
        return locked(id).invoke(row -> row.identify(ciphertext, account)).map(AuthorizationRow::state);
    }

    /** Consent was given: the tokens are held until {@code code} is redeemed. */
    public Uni<Void> consent(UUID id, OneTimeToken code, Instant until) {
        return locked(id).invoke(row -> row.consent(code, until)).replaceWithVoid();
    }

    public Uni<Void> postponeForgetting(UUID id, Instant until) {
        return update(
                        "forgetDueAt = ?1, forgetAttempts = forgetAttempts + 1 where id = ?2 and exchange is not null",
                        until,
                        id)
                .replaceWithVoid();
    }

    /** Ends those that no browser finished in time, and erases their ciphertexts; how many. */
    public Uni<Integer> expireBy(Instant now) {
        return update(
                "status = ?1, endedAt = ?2, flow.kept = null where endedAt is null and status in ?3 and linkExpiresAt <= ?2"
                        + " and (flow.expiresAt is null or flow.expiresAt <= ?4)",
                AuthorizationStatus.EXPIRED,
                now,
                UNFINISHED,
                now.minus(Flow.EXCHANGE_AT_MOST));
    }

    /** Removes those that ended long ago and hold nothing. */
    public Uni<Long> removeEndedBy(Instant before) {
        return delete("endedAt <= ?1 and exchange is null", before);
    }

    Uni<AuthorizationRow> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(Authorizations::gone);
    }

    /** The locked rows of a connection that hold an exchange or could still get one. */
    Uni<List<AuthorizationRow>> openOrHoldingIn(UUID connectionId) {
        return find("connectionId = ?1 and (exchange is not null or endedAt is null)", connectionId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    private static Optional<Authorization> state(@Nullable AuthorizationRow row) {
        return Optional.ofNullable(row).map(AuthorizationRow::state);
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("an authorization no longer exists");
    }
}
