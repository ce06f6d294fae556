package io.latchkey.broker.deletion;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Deletion;
import io.latchkey.broker.credential.Deletions;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.revocation.Cause;
import io.latchkey.broker.revocation.PendingRevocations;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries a deletion out: revokes the credential, destroys everything, reports it.
 *
 * <ol>
 *   <li>The credential itself comes first, and what became of it is remembered and reported ({@link RevokeClosed}).
 *   <li>Nothing is destroyed before it is revoked, left or unrevokable, or that was tried for long enough.
 *   <li>The path is destroyed once more later, for a writer that outlived its lease.
 * </ol>
 */
@ApplicationScoped
class DestroyClosed {
    /** What a write to Vault may take after its lease has ended. */
    private static final Duration LATE_WRITE = Duration.ofSeconds(30);

    private final RevokeClosed revokeClosed;
    private final Deletions deletions;
    private final PendingRevocations pending;
    private final SecretStore store;
    private final Facts facts;
    private final LeaseSettings leaseConfig;
    private final RevocationSettings config;
    private final Clock clock;

    DestroyClosed(
            RevokeClosed revokeClosed,
            Deletions deletions,
            PendingRevocations pending,
            SecretStore store,
            Facts facts,
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

    /** One attempt on a closed connection; fails where it should be tried again. */
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
                "credential destroyed connection=%s revokedAtProvider=%s reason=%s",
                connection, revocation.revokedAtProvider().code(), revocation.reason());
        return Panache.withTransaction(() -> deletions
                .recordDestroyed(connection, now, onceMore)
                .chain(() -> pending.eraseReservedFor(connection))
                .chain(() -> facts.publish(fact)));
    }

    private Uni<Void> destroyAgain(CredentialState closed, Deletion deletion) {
        return destroyPath(closed, deletion)
                .chain(() -> Panache.withTransaction(() -> deletions.recordDestroyedAgain(closed.connectionId())));
    }

    /** Destroys all versions; a document that was written since the credential was revoked is kept to be revoked too. */
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
