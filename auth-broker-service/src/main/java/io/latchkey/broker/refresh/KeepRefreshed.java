package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CredentialReconciler;
import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.StaleVersion;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.work.Detached;
import io.latchkey.work.failure.NotFound;
import io.latchkey.work.retry.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Stores the token response of a refresh. The refresh token that was sent may be spent, so the new one is never
 * dropped:
 *
 * <ol>
 *   <li>The write is repeated until it succeeds, whatever else fails. A lost lease is acquired again; while the
 *       database does not respond, only check-and-set protects the write.
 *   <li>If another version was stored in the meantime, the response to the refresh that was sent later is kept. Neither
 *       is revoked, because both belong to one family of tokens.
 *   <li>Only a newer grant, or the deletion of the connection, makes the response obsolete. It is then revoked.
 * </ol>
 */
@ApplicationScoped
class KeepRefreshed {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Backoff PAUSES = new Backoff(FIRST_PAUSE, Duration.ofSeconds(3));

    private final SecretStore store;
    private final Credentials credentials;
    private final CredentialReconciler reconciler;
    private final PendingRevocations pending;
    private final MeterRegistry metrics;

    KeepRefreshed(
            SecretStore store,
            Credentials credentials,
            CredentialReconciler reconciler,
            PendingRevocations pending,
            MeterRegistry metrics) {
        this.store = store;
        this.credentials = credentials;
        this.reconciler = reconciler;
        this.pending = pending;
        this.metrics = metrics;
    }

    /**
     * Returns the version that is kept: {@code document} or another one. Fails with {@link NotFound} if the connection
     * was deleted.
     *
     * @param version that {@code document} follows
     */
    Uni<Stored> stored(LockedCredential locked, CredentialDocument document, long version) {
        return untilKnown(locked, document, version, FIRST_PAUSE)
                .call(kept -> kept.filter(stored -> stored.document() == document)
                        .map(stored -> recorded(locked, stored))
                        .orElseGet(() -> Uni.createFrom().voidItem().invoke(locked.lease()::refreshEnded)))
                .map(kept -> kept.orElseThrow(CredentialRefusals::unknown));
    }

    /** Returns empty if the connection was deleted. Never fails. */
    private Uni<Optional<Stored>> untilKnown(
            LockedCredential locked, CredentialDocument document, long version, Duration pause) {
        return store.write(locked.state().path(), document, version)
                .map(Optional::of)
                .onFailure()
                .recoverWithUni(failure -> notStored(locked, document, version, failure))
                .onFailure()
                .recoverWithUni(() -> again(locked, document, version, pause));
    }

    private Uni<Optional<Stored>> notStored(
            LockedCredential locked, CredentialDocument document, long version, Throwable failure) {
        return isOpen(locked).chain(open -> {
            if (!open) {
                return pending.add(locked.state().path(), document, Cause.DELETED)
                        .replaceWith(Optional.empty());
            }
            return failure instanceof StaleVersion
                    ? newer(locked, version).chain(stored -> later(locked, document, stored))
                    : Uni.createFrom().failure(failure);
        });
    }

    private Uni<Boolean> isOpen(LockedCredential locked) {
        return Panache.withSession(() -> credentials.find(locked.state().connectionId()))
                .map(found -> found.filter(state -> !state.closed()).isPresent());
    }

    private Uni<Optional<Stored>> again(
            LockedCredential locked, CredentialDocument document, long version, Duration pause) {
        metrics.counter("latchkey.refresh.unstored").increment();
        if (pause.equals(FIRST_PAUSE)) {
            Log.errorf(
                    "refreshed credential not stored yet connection=%s",
                    locked.state().connectionId());
        }
        return Detached.pause(pause)
                .chain(locked.lease()::regain)
                .onFailure()
                .recoverWithNull()
                .chain(() -> untilKnown(locked, document, version, PAUSES.next(pause)));
    }

    private Uni<Stored> newer(LockedCredential locked, long version) {
        return store.read(locked.state().path(), version + 1).map(found -> found.orElseThrow(Leases::busy));
    }

    private Uni<Optional<Stored>> later(LockedCredential locked, CredentialDocument document, Stored other) {
        if (document.supersedes(other.document())) {
            return untilKnown(locked, document, other.version(), FIRST_PAUSE);
        }
        var replaced = other.document().generation() > document.generation();
        var revoked = replaced
                ? pending.add(locked.state().path(), document, Cause.REPLACED)
                : Uni.createFrom().voidItem();
        return revoked.replaceWith(Optional.of(other));
    }

    /** Updates the row. If that fails, the next holder of the lease does it, because the document is already stored. */
    private Uni<Void> recorded(LockedCredential locked, Stored stored) {
        return reconciler
                .withRefresh(locked.state(), stored)
                .invoke(locked.lease()::refreshEnded)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "refreshed credential not recorded yet connection=%s",
                        locked.state().connectionId()))
                .onFailure()
                .recoverWithNull();
    }
}
