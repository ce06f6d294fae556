package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.credential.RefreshTrouble;
import io.latchkey.broker.fact.CredentialFacts;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records the results of refresh attempts for the connection and for its client, for all replicas. */
@ApplicationScoped
class RememberFailure {
    /** A refresh in doubt is repeated one time less than this within its replay grace. */
    private static final int PAUSES_IN_GRACE = 3;

    private final RefreshRecords records;
    private final ClientTroubles clients;
    private final Rotation rotation;
    private final RefreshPauses backoff;
    private final CredentialFacts facts;
    private final Clock clock;

    RememberFailure(
            RefreshRecords records,
            ClientTroubles clients,
            Rotation rotation,
            RefreshPauses backoff,
            CredentialFacts facts,
            Clock clock) {
        this.records = records;
        this.clients = clients;
        this.rotation = rotation;
        this.backoff = backoff;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Records a failure that is not permanent by itself. A failure without a call to the provider causes no pause.
     * Never fails, so that callers get the failure of the refresh.
     *
     * @param sentAt when the refresh was sent
     * @return whether it is permanent nevertheless, because the provider has rejected this version for long enough
     */
    Uni<Boolean> failed(LockedCredential locked, Stored stored, Instant sentAt, Failure failure) {
        if (failure.outcome() == Outcome.OPERATOR_FAULT && failure.httpStatus() == null) {
            return ofClient(locked, stored, failure).replaceWith(false);
        }
        var now = clock.instant();
        var trouble = troubleAfter(locked, stored, sentAt, failure, now);
        return ofClient(locked, stored, failure)
                .chain(() -> record(locked, stored, trouble))
                .chain(() -> isForGood(locked, stored, trouble, now))
                .onFailure()
                .invoke(RememberFailure::logLost)
                .onFailure()
                .recoverWithItem(false);
    }

    /** Records the effect of a failure on the client. Never fails, so that the caller gets the failure itself. */
    Uni<Void> ofClient(LockedCredential locked, Stored stored, Failure failure) {
        return clients.failed(locked.state(), stored.document(), failure)
                .onFailure()
                .invoke(RememberFailure::logLost)
                .onFailure()
                .recoverWithNull();
    }

    private static void logLost(Throwable failure) {
        Log.warnf("failed refresh not recorded cause=%s", failure.getMessage());
    }

    /** Records that the provider refused the replay of a refresh: the refresh is in doubt and is not repeated again. */
    Uni<Void> spent(LockedCredential locked, Stored stored, Instant sentAt, Failure failure) {
        var now = clock.instant();
        var spent = new Failure(Outcome.UNKNOWN, null, RefreshTrouble.SPENT, failure.httpStatus(), null);
        var doubt = locked.state().trouble().failed(spent, now, now).inDoubt(sentAt, grace(stored));
        return record(locked, stored, doubt.withoutReplay(now));
    }

    /**
     * Records that the refresh sent at {@code sentAt} is in doubt: the replica crashed, and it is too late for a
     * replay.
     */
    Uni<Void> unfinished(LockedCredential locked, Stored stored, Instant sentAt) {
        var now = clock.instant();
        var lost = new Failure(Outcome.TRANSIENT, null, "refresh_unfinished", null, null);
        return record(
                locked, stored, locked.state().trouble().failed(lost, now, now).inDoubt(sentAt, grace(stored)));
    }

    /**
     * Records that the refresh that returned {@code fresh} is in doubt: its refresh token may be spent, and the token
     * response contained no new one. It is repeated within the replay grace of the first such refresh. Never fails.
     */
    Uni<Void> refreshTokenLost(LockedCredential locked, Stored fresh) {
        var now = clock.instant();
        var grace = grace(fresh);
        var sentAt = fresh.document().material().obtainedAt();
        var lost = new Failure(Outcome.TRANSIENT, null, "refresh_token_lost", null, null);
        var before = locked.state().trouble();
        var trouble = (before.tooLateAt(sentAt) ? before.withoutDoubt() : before)
                .failed(lost, now, now.plus(grace.dividedBy(PAUSES_IN_GRACE)))
                .inDoubt(sentAt, grace);
        return record(locked, fresh, trouble)
                .onFailure()
                .invoke(RememberFailure::logLost)
                .onFailure()
                .recoverWithNull();
    }

    /** Records that a refresh that must not be sent now is in doubt, and when it is given up. */
    Uni<Void> waits(LockedCredential locked, Stored stored) {
        var now = clock.instant();
        var before = locked.state().trouble();
        var trouble = before.inDoubtWithoutReplay(now);
        return trouble.equals(before) && locked.state().settlesAt(settleAt(stored, trouble, now))
                ? Uni.createFrom().voidItem()
                : record(locked, stored, trouble);
    }

    private RefreshTrouble troubleAfter(
            LockedCredential locked, Stored stored, Instant sentAt, Failure failure, Instant now) {
        var before = before(locked, stored);
        var pause = backoff.after(failure, before.failures() + 1);
        if (!rotation.mayRotate(stored.document())) {
            var after = before.failed(failure, now, now.plus(pause));
            return failure.unanswered() ? after.unanswered(sentAt, grace(stored)) : after;
        }
        var grace = grace(stored);
        var sent = failure.unanswered() || failure.inDoubt() ? before.unanswered(sentAt, grace) : before;
        var replay = grace.dividedBy(PAUSES_IN_GRACE);
        boolean soon = sent.mayBeReplayedAt(now) && replay.compareTo(pause) < 0;
        var after = sent.failed(failure, now, now.plus(soon ? replay : pause));
        return failure.inDoubt() ? after.inDoubt(sentAt, grace) : after.inDoubtWithoutReplay(now);
    }

    /** The row may refer to the version before {@code stored}; its doubts do not apply to {@code stored}. */
    private static RefreshTrouble before(LockedCredential locked, Stored stored) {
        var trouble = locked.state().trouble();
        return locked.state().version() < stored.version() ? trouble.withoutDoubt() : trouble;
    }

    private Duration grace(Stored stored) {
        return rotation.replayGrace(stored.document());
    }

    private Uni<Void> record(LockedCredential locked, Stored stored, RefreshTrouble trouble) {
        var settleAt = settleAt(stored, trouble, clock.instant());
        return Panache.withTransaction(
                () -> records.record(locked.state().connectionId(), stored.version(), trouble, settleAt)
                        .chain(state -> trouble.inDoubt() && !knownToBeInDoubt(locked, stored)
                                ? facts.publish(inDoubt(state, stored))
                                : Uni.createFrom().voidItem()));
    }

    private static boolean knownToBeInDoubt(LockedCredential locked, Stored stored) {
        return locked.state().trouble().inDoubt() && locked.state().version() == stored.version();
    }

    /**
     * Returns the time of the next replay; otherwise, if the refresh token is assumed to be spent, the end of the
     * access token.
     */
    private static @Nullable Instant settleAt(Stored stored, RefreshTrouble trouble, Instant now) {
        var retryAt = trouble.retryAt();
        if (retryAt != null && !trouble.tooLateAt(now) && trouble.mayBeReplayedAt(retryAt)) {
            return retryAt;
        }
        return trouble.spent() ? stored.document().material().expiresAt() : null;
    }

    private CredentialInDoubt inDoubt(CredentialState state, Stored stored) {
        return new CredentialInDoubt(
                Ids.named(state.connectionId(), "in-doubt", stored.document().generation(), stored.version()),
                state.connectionId(),
                state.tenant(),
                stored.document().generation(),
                stored.version(),
                clock.instant());
    }

    private Uni<Boolean> isForGood(LockedCredential locked, Stored stored, RefreshTrouble trouble, Instant now) {
        var document = stored.document();
        var client = document.client();
        if (!trouble.rejectedForGoodAt(now) || document.material().validAt(now) || client == null) {
            return Uni.createFrom().item(false);
        }
        var since = Objects.requireNonNull(trouble.rejectedSince());
        return Panache.withSession(() -> records.anotherRefreshedSince(
                document.provider(), client, locked.state().connectionId(), since));
    }
}
