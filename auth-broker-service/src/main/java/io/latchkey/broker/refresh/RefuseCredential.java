package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.fact.CredentialFacts;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Handles the failure of a refresh.
 *
 * <ol>
 *   <li>A permanent refusal is accepted if no newer version has been stored; that version is never sent again.
 *   <li>Any other failure is recorded and determines when the next attempt may be made.
 *   <li>If the provider rejects a version for an hour without a documented error code, that counts as a refusal once
 *       the access token has expired, but only if another connection of the same client was refreshed in that time.
 *   <li>If the provider refuses a replay, the access token remains usable until it expires. The same applies to a
 *       refresh in doubt; it is given up at that time if the refresh token is assumed to be spent.
 * </ol>
 */
@ApplicationScoped
class RefuseCredential {
    private final CredentialLocks locks;
    private final RefreshRecords records;
    private final RememberFailure remember;
    private final CredentialFacts facts;
    private final Clock clock;

    RefuseCredential(
            CredentialLocks locks,
            RefreshRecords records,
            RememberFailure remember,
            CredentialFacts facts,
            Clock clock) {
        this.locks = locks;
        this.records = records;
        this.remember = remember;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Returns a newer stored version if there is one; otherwise records the failure of {@code attempt} and fails with
     * it.
     */
    Uni<Stored> unlessNewer(LockedCredential locked, Stored refused, Attempt attempt, ProviderException cause) {
        var failure = cause.failure();
        Log.infof(
                "refresh failed connection=%s generation=%d version=%d outcome=%s detail=%s",
                locked.state().connectionId(),
                refused.document().generation(),
                refused.version(),
                failure.outcome().code(),
                failure.detail());
        if (isOfReplay(attempt, failure)) {
            return remember.spent(locked, refused, attempt.firstSentAt(), failure)
                    .chain(() -> inDoubt(locked, refused))
                    .chain(() -> Uni.createFrom().failure(cause));
        }
        var reason = failure.reason();
        if (reason != null) {
            return remember.ofClient(locked, refused, failure).chain(() -> accept(locked, refused, reason, cause));
        }
        return remember.failed(locked, refused, attempt.firstSentAt(), failure)
                .chain(forGood -> forGood
                        ? rejected(locked, refused, failure)
                        : Uni.createFrom().failure(cause));
    }

    /**
     * Handles a token response with a new refresh token, stored as {@code fresh}, but no access token. Always fails.
     */
    Uni<Void> withoutAccessToken(LockedCredential locked, Stored fresh) {
        var failure = new Failure(Outcome.UNKNOWN, null, "refresh_token_only", null, null);
        return remember.failed(locked, fresh, clock.instant(), failure)
                .chain(() -> Uni.createFrom().failure(new ProviderException(failure)));
    }

    /**
     * Handles a token response with an access token but no readable new refresh token: the refresh token in
     * {@code fresh} may be spent. Never fails, because the access token is valid.
     */
    Uni<Void> withoutRefreshToken(LockedCredential locked, Stored fresh) {
        return remember.refreshTokenLost(locked, fresh);
    }

    /** Handles a refresh in doubt that must not be sent again. Always fails. */
    Uni<Void> inDoubt(LockedCredential locked, Stored stored) {
        var now = clock.instant();
        var material = stored.document().material();
        if (!material.validAt(now)) {
            var over = new Failure(Outcome.PERMANENT, Reason.REFRESH_IN_DOUBT, "refresh_in_doubt", null, null);
            return accept(locked, stored, Reason.REFRESH_IN_DOUBT, new ProviderException(over))
                    .replaceWithVoid();
        }
        var end = material.expiresAt();
        var left = end == null ? null : Duration.between(now, end);
        var waiting = new Failure(Outcome.UNKNOWN, null, "refresh_in_doubt", null, left);
        return Uni.createFrom().failure(new ProviderException(waiting));
    }

    /**
     * A permanent error in response to a repeated refresh is inconclusive: the broker itself may have spent the refresh
     * token.
     */
    private static boolean isOfReplay(Attempt attempt, Failure failure) {
        return attempt.replay() && failure.permanent();
    }

    private Uni<Stored> rejected(LockedCredential locked, Stored refused, Failure failure) {
        var forGood =
                new Failure(Outcome.PERMANENT, Reason.REFRESH_REJECTED, failure.detail(), failure.httpStatus(), null);
        return accept(locked, refused, Reason.REFRESH_REJECTED, new ProviderException(forGood));
    }

    /** Uses the row to find the version that is known to be stored, because a read from Vault may be stale. */
    private Uni<Stored> accept(LockedCredential locked, Stored refused, Reason reason, ProviderException cause) {
        return locks.reread(locked).chain(present -> {
            var newer = present.stored().filter(stored -> stored.version() > refused.version());
            return newer.map(stored -> Uni.createFrom().item(stored)).orElseGet(() -> record(locked, refused, reason)
                    .chain(() -> Uni.createFrom().failure(cause)));
        });
    }

    private Uni<Void> record(LockedCredential locked, Stored refused, Reason reason) {
        var state = locked.state();
        var fact = new CredentialRefused(
                Ids.named(state.connectionId(), "refused", refused.document().generation(), refused.version()),
                state.connectionId(),
                state.tenant(),
                refused.document().generation(),
                refused.version(),
                clock.instant(),
                reason);
        return Panache.withTransaction(() ->
                records.refuse(state.connectionId(), refused.version(), reason).chain(() -> facts.publish(fact)));
    }
}
