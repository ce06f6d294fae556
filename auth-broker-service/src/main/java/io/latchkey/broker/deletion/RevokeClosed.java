package io.latchkey.broker.deletion;

import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Deletion;
import io.latchkey.broker.credential.Deletions;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.revocation.PendingExchanges;
import io.latchkey.broker.revocation.PendingRevocations;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.revocation.RevokeCredential;
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
 * Revokes the credential of a deleted connection, and remembers what became of it.
 *
 * <ol>
 *   <li>It waits for the connection's lease: work that runs stores its result first. A refresh whose replica died is sent
 *       again, because it may have returned another refresh token. The lease is held no longer than it takes to find the
 *       credential.
 *   <li>Where no credential was stored, the newest one from a consent takes its place. All others that the connection has
 *       left are kept in {@link PendingRevocations}, and revoked each by itself.
 *   <li>What cannot be revoked for long enough is given up.
 * </ol>
 */
@ApplicationScoped
class RevokeClosed {
    private static final Revocation NOTHING_TO_REVOKE = new Revocation(RevokedAtProvider.UNSUPPORTED, "no_credential");

    private final CredentialLocks locks;
    private final Deletions deletions;
    private final RefreshCredential refresh;
    private final PendingExchanges exchanges;
    private final PendingRevocations pending;
    private final RevokeCredential revokeCredential;
    private final RevocationSettings config;
    private final Clock clock;

    RevokeClosed(
            CredentialLocks locks,
            Deletions deletions,
            RefreshCredential refresh,
            PendingExchanges exchanges,
            PendingRevocations pending,
            RevokeCredential revokeCredential,
            RevocationSettings config,
            Clock clock) {
        this.locks = locks;
        this.deletions = deletions;
        this.refresh = refresh;
        this.exchanges = exchanges;
        this.pending = pending;
        this.revokeCredential = revokeCredential;
        this.config = config;
        this.clock = clock;
    }

    /** What became of a document; {@code writeId} is empty where there was none, or none that could be read. */
    private record Result(Revocation revocation, Optional<UUID> writeId) {}

    /** The state with what became of the grant. Fails where it should be tried again. */
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

    /** The credential, if one was stored; all others, from consents, are left to be revoked. */
    private Uni<Optional<CredentialDocument>> takeOver(LockedCredential locked) {
        var connection = locked.state().connectionId();
        var forced =
                locked.state().deletion().filter(Deletion::revocationForced).isPresent();
        var stored = locked.stored().map(Stored::document);
        return Panache.withTransaction(() -> exchanges
                        .closeAllOf(connection, stored.map(CredentialDocument::authorizationId))
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
