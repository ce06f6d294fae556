package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.secret.SecretStore;
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
import java.util.Optional;

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
    private final SecretStore store;
    private final Credentials credentials;
    private final RememberFailure remember;
    private final Facts facts;
    private final Clock clock;

    RefuseCredential(SecretStore store, Credentials credentials, RememberFailure remember, Facts facts, Clock clock) {
        this.store = store;
        this.credentials = credentials;
        this.remember = remember;
        this.facts = facts;
        this.clock = clock;
    }

    /** The newer version that somebody has stored; else the failure of {@code attempt}, on record. */
    Uni<Stored> unlessNewer(LockedCredential hand, Stored refused, Attempt attempt, ProviderException cause) {
        var failure = cause.failure();
        Log.infof(
                "refresh failed connection=%s generation=%d version=%d outcome=%s detail=%s",
                hand.row().connectionId(),
                refused.document().generation(),
                refused.version(),
                failure.outcome().code(),
                failure.detail());
        if (isOfReplay(attempt, failure)) {
            return remember.spent(hand, refused, attempt.firstSentAt(), failure)
                    .chain(() -> inDoubt(hand, refused))
                    .chain(() -> Uni.createFrom().failure(cause));
        }
        if (failure.permanent()) {
            return remember.ofClient(hand, refused, failure).chain(() -> believe(hand, refused, cause));
        }
        return remember.failed(hand, refused, attempt.firstSentAt(), failure)
                .chain(forGood -> forGood
                        ? rejected(hand, refused, failure)
                        : Uni.createFrom().failure(cause));
    }

    /** The provider gave a new refresh token, which is stored as {@code fresh}, and no access token. Fails in any case. */
    Uni<Void> withoutAccessToken(LockedCredential hand, Stored fresh) {
        var failure = new Failure(Outcome.UNKNOWN, null, "refresh_token_only", null, null);
        return remember.failed(hand, fresh, clock.instant(), failure)
                .chain(() -> Uni.createFrom().failure(new ProviderException(failure)));
    }

    /**
     * The provider gave an access token and, as far as can be read, no new refresh token: the one that stays in {@code fresh}
     * may be spent. Never fails, for the access token is good.
     */
    Uni<Void> withoutRefreshToken(LockedCredential hand, Stored fresh) {
        return remember.refreshTokenLost(hand, fresh);
    }

    /** A refresh in doubt that may not be sent again. Fails in any case. */
    Uni<Void> inDoubt(LockedCredential hand, Stored stored) {
        var now = clock.instant();
        var material = stored.document().material();
        if (!material.validAt(now)) {
            var over = new Failure(Outcome.PERMANENT, Reason.REFRESH_IN_DOUBT, "refresh_in_doubt", null, null);
            return believe(hand, stored, new ProviderException(over)).replaceWithVoid();
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

    private Uni<Stored> rejected(LockedCredential hand, Stored refused, Failure failure) {
        var forGood =
                new Failure(Outcome.PERMANENT, Reason.REFRESH_REJECTED, failure.detail(), failure.httpStatus(), null);
        return believe(hand, refused, new ProviderException(forGood));
    }

    private Uni<Stored> believe(LockedCredential hand, Stored refused, ProviderException cause) {
        return present(hand.row()).chain(found -> {
            var newer = found.filter(stored -> stored.version() > refused.version());
            return newer.map(stored -> Uni.createFrom().item(stored))
                    .orElseGet(() -> record(hand, refused, cause.failure())
                            .chain(() -> Uni.createFrom().failure(cause)));
        });
    }

    /** The row says which version is known to be stored by now; Vault alone may lag. */
    private Uni<Optional<Stored>> present(CredentialRow before) {
        return credentials
                .find(before.connectionId())
                .chain(row -> store.read(before.path(), row.orElse(before).version()));
    }

    private Uni<Void> record(LockedCredential hand, Stored refused, Failure failure) {
        var row = hand.row();
        var fact = new CredentialRefused(
                Ids.named(row.connectionId(), "refused", refused.document().generation(), refused.version()),
                row.connectionId(),
                row.tenant(),
                refused.document().generation(),
                refused.version(),
                clock.instant(),
                failure.reason());
        return Panache.withTransaction(() -> credentials
                .locked(row.connectionId())
                .invoke(locked -> locked.refuse(refused.version(), failure.reason()))
                .chain(() -> facts.publish(fact)));
    }
}
