package io.latchkey.broker.consent;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The database row of an {@link Authorization}, with the changes that are allowed.
 *
 * <ol>
 *   <li>The status only moves forward, unless the browser's binding is removed. A status that ends the authorization is
 *       final.
 *   <li>The row holds at most one credential, as ciphertext, and none after the authorization has ended:
 *       {@link HeldCredentials} then queues the credential for revocation.
 * </ol>
 */
@Entity
@Table(name = "authorization_attempt")
class AuthorizationRow {
    @Id
    UUID id;

    @Column(name = "connection_id")
    UUID connectionId;

    String tenant;

    @Embedded
    ConsentRequest request;

    @Column(name = "base_generation")
    int baseGeneration;

    @Enumerated(EnumType.STRING)
    AuthorizationStatus status = AuthorizationStatus.CREATED;

    /** Why it ended without success. Null also if it expired and nothing was held. */
    @Enumerated(EnumType.STRING)
    @Nullable
    AuthorizationFailure failure;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "link_hash")
    byte[] linkHash;

    @Column(name = "link_expires_at")
    Instant linkExpiresAt;

    @Embedded
    @Nullable
    Flow flow;

    @Column(name = "held_credential")
    @Nullable
    String heldCredential;

    @Column(name = "account_id")
    @Nullable
    String accountId;

    @Column(name = "access_hash")
    @Nullable
    String accessHash;

    @Column(name = "refresh_hash")
    @Nullable
    String refreshHash;

    @Column(name = "code_hash")
    byte @Nullable [] codeHash;

    @Column(name = "code_expires_at")
    @Nullable
    Instant codeExpiresAt;

    @Column(name = "forget_due_at")
    @Nullable
    Instant forgetDueAt;

    @Column(name = "forget_attempts")
    int forgetAttempts;

    @Column(name = "completed_fact")
    @Nullable
    String completedFact;

    protected AuthorizationRow() {}

    AuthorizationRow(
            UUID id, ConnectionPath connection, ConsentRequest request, int baseGeneration, Link link, Instant now) {
        this.id = id;
        this.connectionId = connection.connectionId();
        this.tenant = connection.tenant();
        this.request = request;
        this.baseGeneration = baseGeneration;
        this.createdAt = now;
        this.linkHash = link.token().hash();
        this.linkExpiresAt = link.expiresAt();
    }

    Authorization state() {
        return new Authorization(
                id,
                new ConnectionPath(tenant, connectionId),
                request,
                baseGeneration,
                status,
                Optional.ofNullable(failure),
                createdAt,
                Optional.ofNullable(endedAt),
                linkExpiresAt,
                Optional.ofNullable(flow),
                Optional.ofNullable(heldCredential),
                code(),
                forgetAttempts,
                Optional.ofNullable(completedFact));
    }

    private Optional<CompletionCode> code() {
        return codeHash == null || codeExpiresAt == null
                ? Optional.empty()
                : Optional.of(new CompletionCode(codeHash, codeExpiresAt));
    }

    /** Replaces the link. The old link becomes invalid. */
    void link(Link link) {
        linkHash = link.token().hash();
        linkExpiresAt = link.expiresAt();
    }

    /**
     * Removes the binding, so that any browser can continue, and voids the previous flow. Must not be called while
     * {@link Authorization#isExchangingAt}.
     */
    void free() {
        flow = null;
        status = AuthorizationStatus.CREATED;
    }

    /** Begins a flow and voids the previous one. */
    void start(Flow next) {
        flow = next;
        status = AuthorizationStatus.STARTED;
    }

    /** Marks the response as received. Returns false if a response was received before. */
    boolean consume(OneTimeToken response, Instant now) {
        var running = state().flow();
        if (running.consumed() || status != AuthorizationStatus.STARTED) {
            return false;
        }
        flow = running.consumed(response, now);
        return true;
    }

    /** Sets the time of the next poll for the result of {@code running}, unless that flow is over. */
    void pollAgain(Flow running, PollSchedule schedule, Instant due) {
        if (isPolled(running)) {
            flow = state().flow().polled(schedule, due);
        }
    }

    /** Marks the response to a poll for the result of {@code running} as received, unless that flow is over. */
    void answer(Flow running, Instant now) {
        if (isPolled(running)) {
            flow = state().flow().consumed(null, now);
        }
    }

    /** Ends the polls for the result of {@code running}, whose code is no longer valid, unless that flow is over. */
    void endPolls(Flow running, Instant now) {
        if (isPolled(running)) {
            flow = state().flow().lapsed(now);
        }
    }

    private boolean isPolled(Flow running) {
        return isOfFlow(running) && state().flow().pollDueAt != null;
    }

    private boolean isOfFlow(Flow running) {
        return status == AuthorizationStatus.STARTED
                && flow != null
                && flow.id().equals(running.id());
    }

    /** Sets the time at which a claimed poll is due again. */
    void claimPoll(Instant until) {
        flow = state().flow().polledAt(until);
    }

    /**
     * Counts a refusal by the provider of the values entered in {@code running}. Returns the number of refusals so far,
     * or 0 if that flow is over.
     */
    int refuse(Flow running) {
        return isOfFlow(running) && !state().flow().consumed()
                ? refused(state().flow().refused())
                : 0;
    }

    /**
     * Waits for another client of the user, because the provider has refused the one of {@code running}. Returns the
     * number of refusals so far, or 0 if that flow is over.
     */
    int refuseClient(Flow running) {
        return isOfFlow(running) ? refused(state().flow().clientRefused()) : 0;
    }

    private int refused(Flow next) {
        flow = next;
        return next.refusals();
    }

    /**
     * Holds the obtained credential. If no step follows, the sweep finds it and queues it for revocation.
     */
    void hold(String ciphertext, TokenHashes hashes) {
        var answered = state().flow().withoutKept();
        flow = answered;
        heldCredential = ciphertext;
        accountId = null;
        accessHash = hashes.access();
        refreshHash = hashes.refresh();
        forgetDueAt = answered.exchangedBy();
    }

    void identify(String ciphertext, Optional<String> account) {
        heldCredential = ciphertext;
        accountId = account.orElse(null);
    }

    void consent(Instant until) {
        status = AuthorizationStatus.CONSENTED;
        codeHash = state().flow().codeHash;
        codeExpiresAt = until;
        forgetDueAt = until;
    }

    /** Ends the authorization without success. Nothing changes if it has ended before. */
    void end(AuthorizationFailure why, Instant now) {
        if (!status.ended()) {
            failure = why;
        }
        end(why.status(), now);
    }

    private void end(AuthorizationStatus ending, Instant now) {
        if (!status.ended()) {
            status = ending;
            endedAt = now;
        }
        if (flow != null) {
            flow = flow.withoutKept();
        }
    }

    /** Ends the authorization as completed. {@code fact} is the response to a repeated completion. */
    void complete(String fact, Instant now) {
        end(AuthorizationStatus.COMPLETED, now);
        completedFact = fact;
        forget();
    }

    /** Erases the held credential. */
    void forget() {
        heldCredential = null;
        accountId = null;
        accessHash = null;
        refreshHash = null;
        forgetDueAt = null;
    }
}
