package io.latchkey.broker.deletion;

import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Deletion;
import io.latchkey.broker.credential.Deletions;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.revocation.RevokeCredential;
import io.latchkey.broker.revocation.pending.OpenConsents;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Revokes the credential of a deleted connection and records the result.
 *
 * <ol>
 *   <li>It waits for the connection's lease, so that running work stores its result first. It repeats a refresh whose
 *       replica crashed, because that refresh may have returned a new refresh token. It releases the lease once it has
 *       found the credential.
 *   <li>If no credential was stored, it uses the newest one from a consent. All other credentials of the connection are
 *       queued in {@link PendingRevocations} and revoked separately.
 *   <li>A revocation that fails for too long is given up.
 * </ol>
 */
@ApplicationScoped
class RevokeClosed {
    static final Revocation NOTHING_TO_REVOKE = new Revocation(RevokedAtProvider.UNSUPPORTED, "no_credential");

    private final CredentialLocks locks;
    private final Deletions deletions;
    private final RefreshCredential refresh;
    private final OpenConsents consents;
    private final PendingRevocations pending;
    private final RevokeCredential revokeCredential;
    private final RevocationSettings config;
    private final Clock clock;

    RevokeClosed(
            CredentialLocks locks,
            Deletions deletions,
            RefreshCredential refresh,
            OpenConsents consents,
            PendingRevocations pending,
            RevokeCredential revokeCredential,
            RevocationSettings config,
            Clock clock) {
        this.locks = locks;
        this.deletions = deletions;
        this.refresh = refresh;
        this.consents = consents;
        this.pending = pending;
        this.revokeCredential = revokeCredential;
        this.config = config;
        this.clock = clock;
    }

    /** The result for a document; {@code writeId} is empty if there was no document, or none that could be read. */
    private record Result(Revocation revocation, Optional<UUID> writeId) {}

    /** Revokes the grant and returns the state with the result. Fails if the attempt should be repeated. */
    Uni<CredentialState> revoke(CredentialState closed, Deletion deletion) {
        return locks.withClosed(closed, locked -> refresh.resumeClosed(locked).chain(this::takeOver))
                .chain(stored -> pending.reservedFor(closed.connectionId()).map(reserved -> reserved.or(() -> stored)))
                .chain(credential -> credential
                        .map(document -> revoke(closed, deletion, document))
                        .orElseGet(() -> Uni.createFrom().item(new Result(NOTHING_TO_REVOKE, Optional.empty()))))
                .onFailure(failure -> isTriedLongEnough(deletion))
                .recoverWithItem(failure -> new Result(RevocationSettings.givenUp(failure), Optional.empty()))
                .chain(result -> Panache.withTransaction(
                        () -> deletions.recordRevocation(closed.connectionId(), result.revocation, result.writeId)));
    }

    /**
     * Returns the stored credential, if there is one, and queues all others, which come from consents, for revocation.
     */
    private Uni<Optional<CredentialDocument>> takeOver(LockedCredential locked) {
        var connection = locked.state().connectionId();
        var forced =
                locked.state().deletion().filter(Deletion::revocationForced).isPresent();
        var stored = locked.stored().map(Stored::document);
        return Panache.withTransaction(() -> consents.closeAllOf(
                                connection, stored.map(CredentialDocument::authorizationId))
                        .chain(() ->
                                stored.isPresent() ? Uni.createFrom().voidItem() : pending.reserveNewestOf(connection))
                        .chain(() -> forced
                                ? pending.forceAllOf(connection, locked.state().accountId())
                                : Uni.createFrom().voidItem()))
                .replaceWith(stored);
    }

    private Uni<Result> revoke(CredentialState closed, Deletion deletion, CredentialDocument document) {
        return revokeCredential
                .of(
                        document,
                        deletion.revocationForced(),
                        deletion.refusals(),
                        renewed -> pending.reserve(closed.path(), renewed))
                .onFailure(failure -> isTriedLongEnough(deletion))
                .recoverWithItem(RevocationSettings::givenUp)
                .map(revocation -> new Result(revocation, Optional.of(document.writeId())));
    }

    private boolean isTriedLongEnough(Deletion deletion) {
        return config.isTriedLongEnough(deletion.closedAt(), clock.instant());
    }
}
