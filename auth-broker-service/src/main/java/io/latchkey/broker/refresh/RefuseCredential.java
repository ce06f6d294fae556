package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
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
 * What follows when a provider does not refresh a credential.
 *
 * <ol>
 *   <li>What it refuses for good is believed if nobody has stored a newer version; that version is never sent again.
 *   <li>Anything else is remembered, and says when the next attempt may be made.
 *   <li>What it keeps rejecting for an hour without a documented code is taken for refused as well, once the access token
 *       has ended: but only if another connection of the same client was refreshed meanwhile.
 *   <li>The refusal of a replay spares the access token until its end. So does a refresh in doubt; it is given up then if
 *       the refresh token must be taken for spent.
 * </ol>
 */
@ApplicationScoped
class RefuseCredential {
    private final CredentialLocks locks;
    private final RefreshRecords records;
    private final RememberFailure remember;
    private final Facts facts;
    private final Clock clock;

    RefuseCredential(
            CredentialLocks locks, RefreshRecords records, RememberFailure remember, Facts facts, Clock clock) {
        this.locks = locks;
        this.records = records;
        this.remember = remember;
        this.facts = facts;
        this.clock = clock;
    }

    /** The newer version that somebody has stored; else the failure of {@code attempt}, on record. */
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
        if (failure.permanent()) {
            return remember.ofClient(locked, refused, failure).chain(() -> believe(locked, refused, cause));
        }
        return remember.failed(locked, refused, attempt.firstSentAt(), failure)
                .chain(forGood -> forGood
                        ? rejected(locked, refused, failure)
                        : Uni.createFrom().failure(cause));
    }

    /** The provider gave a new refresh token, which is stored as {@code fresh}, and no access token. Fails in any case. */
    Uni<Void> withoutAccessToken(LockedCredential locked, Stored fresh) {
        var failure = new Failure(Outcome.UNKNOWN, null, "refresh_token_only", null, null);
        return remember.failed(locked, fresh, clock.instant(), failure)
                .chain(() -> Uni.createFrom().failure(new ProviderException(failure)));
    }

    /**
     * The provider gave an access token and, as far as can be read, no new refresh token: the one that stays in {@code fresh}
     * may be spent. Never fails, for the access token is good.
     */
    Uni<Void> withoutRefreshToken(LockedCredential locked, Stored fresh) {
        return remember.refreshTokenLost(locked, fresh);
    }

    /** A refresh in doubt that may not be sent again. Fails in any case. */
    Uni<Void> inDoubt(LockedCredential locked, Stored stored) {
        var now = clock.instant();
        var material = stored.document().material();
        if (!material.validAt(now)) {
            var over = new Failure(Outcome.PERMANENT, Reason.REFRESH_IN_DOUBT, "refresh_in_doubt", null, null);
            return believe(locked, stored, new ProviderException(over)).replaceWithVoid();
        }
        var end = material.expiresAt();
        var left = end == null ? null : Duration.between(now, end);
        var waiting = new Failure(Outcome.UNKNOWN, null, "refresh_in_doubt", null, left);
        return Uni.createFrom().failure(new ProviderException(waiting));
    }

    /** A refusal is no news where a refresh is repeated, whatever its words: we may have spent the refresh token. */
    private static boolean isOfReplay(Attempt attempt, Failure failure) {
        return attempt.replay() && failure.permanent();
    }

    private Uni<Stored> rejected(LockedCredential locked, Stored refused, Failure failure) {
        var forGood =
                new Failure(Outcome.PERMANENT, Reason.REFRESH_REJECTED, failure.detail(), failure.httpStatus(), null);
        return believe(locked, refused, new ProviderException(forGood));
    }

    /** The row says which version is known to be stored by now; Vault alone may lag. */
    private Uni<Stored> believe(LockedCredential locked, Stored refused, ProviderException cause) {
        return locks.reread(locked).chain(present -> {
            var newer = present.stored().filter(stored -> stored.version() > refused.version());
            return newer.map(stored -> Uni.createFrom().item(stored))
                    .orElseGet(() -> record(locked, refused, cause.failure())
                            .chain(() -> Uni.createFrom().failure(cause)));
        });
    }

    private Uni<Void> record(LockedCredential locked, Stored refused, Failure failure) {
        var state = locked.state();
        var fact = new CredentialRefused(
                Ids.named(state.connectionId(), "refused", refused.document().generation(), refused.version()),
                state.connectionId(),
                state.tenant(),
                refused.document().generation(),
                refused.version(),
                clock.instant(),
                failure.reason());
        return Panache.withTransaction(() -> records.refuse(state.connectionId(), refused.version(), failure.reason())
                .chain(() -> facts.publish(fact)));
    }
}
