package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.Held;
import io.latchkey.broker.credential.RefreshTrouble;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.remote.Failure;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.oauth2.GrantRules;
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

/** Keeps what became of attempts to refresh, of a connection and of its client, for all replicas. */
@ApplicationScoped
class RememberFailure {
    /** A refresh in doubt is repeated this many times within its replay grace, less one. */
    private static final int PAUSES_IN_GRACE = 3;

    private final Credentials credentials;
    private final ClientTroubles clients;
    private final Catalog catalog;
    private final Backoff backoff;
    private final Facts facts;
    private final Clock clock;

    RememberFailure(
            Credentials credentials,
            ClientTroubles clients,
            Catalog catalog,
            Backoff backoff,
            Facts facts,
            Clock clock) {
        this.credentials = credentials;
        this.clients = clients;
        this.catalog = catalog;
        this.backoff = backoff;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Remembers a failure that is not for good by itself. What the provider was not asked for pauses nothing. It never
     * fails: the failure of the refresh is what callers must see.
     *
     * @param sentAt when the refresh was sent
     * @return whether it is for good all the same, because the provider has rejected this version for long enough
     */
    Uni<Boolean> failed(Held hand, Stored stored, Instant sentAt, Failure failure) {
        if (failure.outcome() == Outcome.OPERATOR_FAULT && failure.httpStatus() == null) {
            return ofClient(hand, stored, failure).replaceWith(false);
        }
        var now = clock.instant();
        var trouble = troubleAfter(hand, stored, sentAt, failure, now);
        return ofClient(hand, stored, failure)
                .chain(() -> record(hand, stored, trouble))
                .chain(() -> isForGood(hand, stored, trouble, now))
                .onFailure()
                .invoke(RememberFailure::logLost)
                .onFailure()
                .recoverWithItem(false);
    }

    /** Takes note of what a failure says of the client. It never fails: the failure itself is what the caller must see. */
    Uni<Void> ofClient(Held hand, Stored stored, Failure failure) {
        return clients.failed(hand.row(), stored.document(), failure)
                .onFailure()
                .invoke(RememberFailure::logLost)
                .onFailure()
                .recoverWithNull();
    }

    private static void logLost(Throwable failure) {
        Log.warnf("failed refresh not recorded cause=%s", failure.getMessage());
    }

    /** Remembers that the replay of a refresh found its refresh token spent: it is in doubt, and not repeated again. */
    Uni<Void> spent(Held hand, Stored stored, Instant sentAt, Failure failure) {
        var now = clock.instant();
        var spent = new Failure(Outcome.UNKNOWN, null, failure.detail(), failure.httpStatus(), null);
        var doubt = hand.row().trouble().failed(spent, now, now).inDoubt(sentAt, replayGrace(stored));
        return record(hand, stored, doubt.withoutReplay(now));
    }

    /**
     * Whether the provider still accepts the refresh that was first sent at {@code sentAt}, as far as this replica can say:
     * it may have an older catalog, which does not know the provider.
     */
    boolean isAcceptedAgain(Stored stored, Instant sentAt, Instant now) {
        var document = stored.document();
        return !document.grant().mayRotate()
                || catalog.find(document.provider()).isEmpty()
                || now.isBefore(sentAt.plus(replayGrace(stored)));
    }

    /** Remembers that the refresh sent at {@code sentAt} is in doubt: its replica died, and it is too late for a replay. */
    Uni<Void> unfinished(Held hand, Stored stored, Instant sentAt) {
        var now = clock.instant();
        var lost = new Failure(Outcome.TRANSIENT, null, "refresh_unfinished", null, null);
        return record(hand, stored, hand.row().trouble().failed(lost, now, now).inDoubt(sentAt, replayGrace(stored)));
    }

    /**
     * Remembers that the refresh that returned {@code fresh} is in doubt, because its refresh token cannot be read. It is
     * repeated within the replay grace of the first such refresh. Never fails.
     */
    Uni<Void> unreadable(Held hand, Stored fresh) {
        var now = clock.instant();
        var grace = replayGrace(fresh);
        var lost = new Failure(Outcome.TRANSIENT, null, "refresh_token_unreadable", null, null);
        var trouble = hand.row()
                .trouble()
                .failed(lost, now, now.plus(grace.dividedBy(PAUSES_IN_GRACE)))
                .inDoubt(fresh.document().material().obtainedAt(), grace);
        return record(hand, fresh, trouble)
                .onFailure()
                .invoke(RememberFailure::logLost)
                .onFailure()
                .recoverWithNull();
    }

    /** Remembers when a refresh in doubt is to be given up; null: not by a clock. */
    Uni<Void> settlesAt(Held hand, Stored stored, @Nullable Instant end) {
        if (hand.row().settlesAt(end)) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withTransaction(() -> credentials
                        .locked(hand.row().connectionId())
                        .invoke(row -> row.troubled(stored.version(), row.trouble(), end)))
                .replaceWithVoid();
    }

    private RefreshTrouble troubleAfter(Held hand, Stored stored, Instant sentAt, Failure failure, Instant now) {
        boolean mayRotate = stored.document().grant().mayRotate();
        var before = before(hand, stored);
        var grace = replayGrace(stored);
        boolean inDoubt = mayRotate && (failure.inDoubt() || before.inDoubt());
        var pause = backoff.after(failure, before.failures() + 1);
        var replay = grace.dividedBy(PAUSES_IN_GRACE);
        var after = before.failed(failure, now, now.plus(inDoubt && replay.compareTo(pause) < 0 ? replay : pause));
        if (!mayRotate) {
            return after;
        }
        if (failure.inDoubt()) {
            return after.inDoubt(sentAt, grace);
        }
        return failure.unanswered() ? after.unanswered(sentAt, grace) : after;
    }

    /** The row may tell of the version before {@code stored}, whose doubts ended with it. */
    private static RefreshTrouble before(Held hand, Stored stored) {
        var trouble = hand.row().trouble();
        return hand.row().version() < stored.version() ? trouble.withoutDoubt() : trouble;
    }

    private Duration replayGrace(Stored stored) {
        return catalog.find(stored.document().provider())
                .map(provider ->
                        Objects.requireNonNull(provider.oauth2().grant().replayGrace()))
                .orElse(GrantRules.USUAL_GRACE);
    }

    private Uni<Void> record(Held hand, Stored stored, RefreshTrouble trouble) {
        return Panache.withTransaction(() -> credentials
                .locked(hand.row().connectionId())
                .invoke(row -> row.troubled(stored.version(), trouble, settleAt(stored, trouble)))
                .chain(row -> trouble.inDoubt() && !hand.row().trouble().inDoubt()
                        ? facts.tell(inDoubt(row, stored))
                        : Uni.createFrom().voidItem()));
    }

    /** The next replay; else, for a refresh in doubt, the end of the access token. */
    private static @Nullable Instant settleAt(Stored stored, RefreshTrouble trouble) {
        var retryAt = trouble.retryAt();
        if (retryAt != null && trouble.mayBeReplayedAt(retryAt)) {
            return retryAt;
        }
        return trouble.inDoubt() ? stored.document().material().expiresAt() : null;
    }

    private CredentialInDoubt inDoubt(CredentialRow row, Stored stored) {
        return new CredentialInDoubt(
                Ids.named(row.connectionId(), "in-doubt", stored.document().generation(), stored.version()),
                row.connectionId(),
                row.tenant(),
                stored.document().generation(),
                stored.version(),
                clock.instant());
    }

    private Uni<Boolean> isForGood(Held hand, Stored stored, RefreshTrouble trouble, Instant now) {
        var document = stored.document();
        if (!trouble.rejectedForGoodAt(now) || document.material().validAt(now)) {
            return Uni.createFrom().item(false);
        }
        return credentials.anotherRefreshedSince(
                document.provider(),
                document.clientId(),
                hand.row().connectionId(),
                Objects.requireNonNull(trouble.rejectedSince()));
    }
}
