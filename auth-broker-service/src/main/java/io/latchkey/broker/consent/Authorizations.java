package io.latchkey.broker.consent;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Repository of authorizations. Reads need a session and changes need a transaction. The caller opens either one and
 * locks the rows that it changes. A transaction that locks both an authorization and the row of its credential locks
 * the credential's row first.
 */
@ApplicationScoped
public class Authorizations implements PanacheRepositoryBase<AuthorizationRow, UUID> {
    /** Authorizations whose held credential is due for revocation. */
    public static final DueRows<Authorization> TO_FORGET = new DueRows<>(
            AuthorizationRow.class,
            "authorization_attempt",
            "id",
            "forget_due_at",
            "t.held_credential is not null",
            (row, until) -> row.forgetDueAt = until,
            AuthorizationRow::state,
            authorization -> authorization.request().provider());

    /** Authorizations whose flow is due for a poll of the provider. */
    public static final DueRows<Authorization> TO_POLL = new DueRows<>(
            AuthorizationRow.class,
            "authorization_attempt",
            "id",
            "flow_poll_due_at",
            "t.status = 'STARTED'",
            AuthorizationRow::claimPoll,
            AuthorizationRow::state,
            authorization -> authorization.request().provider());

    private static final List<AuthorizationStatus> UNFINISHED =
            List.of(AuthorizationStatus.CREATED, AuthorizationStatus.STARTED);

    /** Finds an authorization by the token of its link. */
    public Uni<Optional<Authorization>> byLink(String token) {
        return find("linkHash", OneTimeToken.sha256(token)).firstResult().map(Authorizations::state);
    }

    /** Finds an authorization by the token of its link and locks it. */
    public Uni<Optional<Authorization>> lockByLink(String token) {
        return find("linkHash", OneTimeToken.sha256(token))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Authorizations::state);
    }

    /** Finds an authorization by the state of its current flow. */
    public Uni<Optional<Authorization>> byState(String state) {
        return find("flow.stateHash", OneTimeToken.sha256(state)).firstResult().map(Authorizations::state);
    }

    /** Finds an authorization of this tenant's connection. Empty if it belongs to another one. */
    public Uni<Optional<Authorization>> of(UUID id, ConnectionPath connection) {
        return find("id = ?1 and connectionId = ?2 and tenant = ?3", id, connection.connectionId(), connection.tenant())
                .firstResult()
                .map(Authorizations::state);
    }

    public Uni<Optional<Authorization>> find(UUID id) {
        return findById(id).map(Authorizations::state);
    }

    /** Reads the authorization again. Fails if it no longer exists. */
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

    /** Reads and locks an authorization. Fails if it no longer exists. */
    public Uni<Authorization> requireLocked(UUID id) {
        return locked(id).map(AuthorizationRow::state);
    }

    /**
     * Counts the authorizations that have sent a browser to the consent page of this client and are still open, or hold
     * a credential.
     */
    public Uni<Long> countStartedWith(String provider, ClientRef client) {
        return count(
                "request.provider = ?1 and flow.clientRegistrant = ?2 and flow.clientId = ?3"
                        + " and (endedAt is null or heldCredential is not null)",
                provider,
                client.registrant().key(),
                client.id());
    }

    public Uni<Authorization> create(
            UUID id, ConnectionPath connection, ConsentRequest request, int baseGeneration, Link link, Instant now) {
        return persist(new AuthorizationRow(id, connection, request, baseGeneration, link, now))
                .map(AuthorizationRow::state);
    }

    /** Replaces the link. The old link becomes invalid. */
    public Uni<Authorization> replaceLink(UUID id, Link link) {
        return locked(id).invoke(row -> row.link(link)).map(AuthorizationRow::state);
    }

    /** Removes the binding, so that any browser can continue, and voids the previous flow. */
    public Uni<Void> free(UUID id) {
        return locked(id).invoke(AuthorizationRow::free).replaceWithVoid();
    }

    /** Begins a flow and voids the previous one. */
    public Uni<Authorization> start(UUID id, Flow flow) {
        return locked(id).invoke(row -> row.start(flow)).map(AuthorizationRow::state);
    }

    /**
     * Marks the response as received. Returns false if a response was received before.
     *
     * @param response a fingerprint of the response that only the bound browser can reproduce
     */
    public Uni<Boolean> consume(UUID id, OneTimeToken response, Instant now) {
        return locked(id).map(row -> row.consume(response, now));
    }

    /**
     * Counts a refusal by the provider of the values entered in {@code running}. Returns the number of refusals so far,
     * or 0 if that flow is over.
     */
    public Uni<Integer> refuse(UUID id, Flow running) {
        return locked(id).map(row -> row.refuse(running));
    }

    /**
     * Waits for another client of the user, because the provider has refused the one of {@code running}. Returns the
     * number of refusals so far, or 0 if that flow is over.
     */
    public Uni<Integer> refuseClient(UUID id, Flow running) {
        return locked(id).map(row -> row.refuseClient(running));
    }

    /**
     * Holds the obtained credential before its account is known. If no step follows, the sweep finds the credential
     * and queues them for revocation.
     */
    public Uni<Void> hold(UUID id, String ciphertext, TokenHashes hashes) {
        return locked(id).invoke(row -> row.hold(ciphertext, hashes)).replaceWithVoid();
    }

    /**
     * Records the account after the provider was asked for it. {@code ciphertext}, which includes the account, replaces
     * the held ciphertext.
     *
     * @param account empty if the provider does not identify the account
     */
    public Uni<Authorization> identify(UUID id, String ciphertext, Optional<String> account) {
        return locked(id).invoke(row -> row.identify(ciphertext, account)).map(AuthorizationRow::state);
    }

    /** Records that consent was given. The tokens are held until the code of the flow is redeemed. */
    public Uni<Void> consent(UUID id, Instant until) {
        return locked(id).invoke(row -> row.consent(until)).replaceWithVoid();
    }

    /** Sets the time of the next poll for the result of {@code running}, unless that flow is over. */
    public Uni<Void> pollAgain(UUID id, Flow running, PollSchedule schedule, Instant due) {
        return locked(id).invoke(row -> row.pollAgain(running, schedule, due)).replaceWithVoid();
    }

    /** Marks the response to a poll for the result of {@code running} as received, unless that flow is over. */
    public Uni<Void> answer(UUID id, Flow running, Instant now) {
        return locked(id).invoke(row -> row.answer(running, now)).replaceWithVoid();
    }

    /** Ends the polls for the result of {@code running}, whose code is no longer valid, unless that flow is over. */
    public Uni<Void> endPolls(UUID id, Flow running, Instant now) {
        return locked(id).invoke(row -> row.endPolls(running, now)).replaceWithVoid();
    }

    public Uni<Void> postponeForgetting(UUID id, Instant until) {
        return update(
                        "forgetDueAt = ?1, forgetAttempts = forgetAttempts + 1 where id = ?2 and heldCredential is not null",
                        until,
                        id)
                .replaceWithVoid();
    }

    /**
     * Expires the authorizations that no browser finished in time, and erases their ciphertexts. Returns their number.
     */
    public Uni<Integer> expireBy(Instant now) {
        return update(
                "status = ?1, endedAt = ?2, flow.kept = null, flow.pollDueAt = null where endedAt is null and status in ?3 and linkExpiresAt <= ?2"
                        + " and (flow.expiresAt is null or flow.expiresAt <= ?4)",
                AuthorizationStatus.EXPIRED,
                now,
                UNFINISHED,
                now.minus(Flow.EXCHANGE_AT_MOST));
    }

    /** Deletes the authorizations that ended before {@code before} and hold no credential. */
    public Uni<Long> removeEndedBy(Instant before) {
        return delete("endedAt <= ?1 and heldCredential is null", before);
    }

    Uni<AuthorizationRow> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(Authorizations::gone);
    }

    /** Finds and locks the rows of a connection that hold a credential or could still receive one. */
    Uni<List<AuthorizationRow>> openOrHoldingIn(UUID connectionId) {
        return find("connectionId = ?1 and (heldCredential is not null or endedAt is null)", connectionId)
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
