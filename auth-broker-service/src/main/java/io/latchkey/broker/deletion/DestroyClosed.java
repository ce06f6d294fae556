package io.latchkey.broker.deletion;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Deletion;
import io.latchkey.broker.credential.Deletions;
import io.latchkey.broker.fact.CredentialFacts;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.work.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries out a deletion: revokes the credential, destroys all documents, publishes the result.
 *
 * <ol>
 *   <li>The connection's own credential is revoked first; the result is recorded and published ({@link RevokeClosed}).
 *   <li>Nothing is destroyed until the credential is revoked, is left at the provider, cannot be revoked, or the
 *       revocation was tried for long enough.
 *   <li>The path is destroyed a second time later, in case a writer stored a document after it had lost its lease.
 * </ol>
 */
@ApplicationScoped
class DestroyClosed {
    /** Maximum duration of a write to Vault after its lease has ended. */
    private static final Duration LATE_WRITE = Duration.ofSeconds(30);

    private final RevokeClosed revokeClosed;
    private final Deletions deletions;
    private final PendingRevocations pending;
    private final SecretStore store;
    private final CredentialFacts facts;
    private final LeaseSettings leaseConfig;
    private final RevocationSettings config;
    private final Clock clock;

    DestroyClosed(
            RevokeClosed revokeClosed,
            Deletions deletions,
            PendingRevocations pending,
            SecretStore store,
            CredentialFacts facts,
            LeaseSettings leaseConfig,
            RevocationSettings config,
            Clock clock) {
        this.revokeClosed = revokeClosed;
        this.deletions = deletions;
        this.pending = pending;
        this.store = store;
        this.facts = facts;
        this.leaseConfig = leaseConfig;
        this.config = config;
        this.clock = clock;
    }

    /** Makes one attempt for a closed connection; fails if it should be repeated. */
    Uni<Void> destroy(CredentialState closed) {
        var deletion = closed.deletion().orElseThrow();
        return deletion.destroyed() ? destroyAgain(closed, deletion) : destroy(closed, deletion);
    }

    private Uni<Void> destroy(CredentialState closed, Deletion deletion) {
        return revoked(closed, deletion).chain(revoked -> destroyPath(closed, revoked)
                .chain(() -> record(closed, revoked.revocation().orElseThrow())));
    }

    private Uni<Deletion> revoked(CredentialState closed, Deletion deletion) {
        return deletion.revocation().isPresent()
                ? Uni.createFrom().item(deletion)
                : revokeClosed.revoke(closed, deletion).map(state -> state.deletion()
                        .orElseThrow());
    }

    private Uni<Void> record(CredentialState closed, Revocation revocation) {
        var now = clock.instant();
        var connection = closed.connectionId();
        var fact = new CredentialDestroyed(
                Ids.named(connection, "destroyed"), connection, closed.tenant(), now, revocation);
        var onceMore = now.plus(leaseConfig.term()).plus(LATE_WRITE);
        Log.infof(
                "credential destroyed connection=%s revokedAtProvider=%s reason=%s correlation=%s",
                connection, revocation.revokedAtProvider().code(), revocation.reason(), Correlation.text());
        return Panache.withTransaction(() -> deletions
                .recordDestroyed(connection, now, onceMore)
                .chain(() -> pending.eraseReservedFor(connection))
                .chain(() -> facts.publish(fact)));
    }

    private Uni<Void> destroyAgain(CredentialState closed, Deletion deletion) {
        return destroyPath(closed, deletion)
                .chain(() -> Panache.withTransaction(() -> deletions.recordDestroyedAgain(closed.connectionId())));
    }

    /** Destroys all versions. A document that was stored after the revocation is queued for revocation too. */
    private Uni<Void> destroyPath(CredentialState closed, Deletion deletion) {
        return store.read(closed.path(), 0)
                .onFailure(failure -> config.isTriedLongEnough(deletion.closedAt(), clock.instant()))
                .recoverWithItem(Optional.empty())
                .chain(stored -> stored.map(Stored::document)
                        .filter(document -> !deletion.hasRevoked(document))
                        .map(late -> pending.add(closed.path(), late, Cause.DELETED))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> store.destroy(closed.path()));
    }
}
