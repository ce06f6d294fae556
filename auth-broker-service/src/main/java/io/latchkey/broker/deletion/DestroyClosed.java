package io.latchkey.broker.deletion;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.refresh.RefreshCredential;
import io.latchkey.broker.revocation.Cause;
import io.latchkey.broker.revocation.PendingExchanges;
import io.latchkey.broker.revocation.PendingRevocations;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.revocation.RevokeCredential;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries a deletion out: gives the credential back, destroys everything, reports it.
 *
 * <ol>
 *   <li>It waits for the connection's lease: what runs already stores what it got, and that is found here. A refresh whose
 *       replica died is sent again first, for it may have brought another refresh token. The lease is held no longer than
 *       it takes to see what there is.
 *   <li>The credential itself comes first, and what became of it is remembered and reported. All else that the connection
 *       has left is given back by {@link PendingRevocations}, each by itself.
 *   <li>Nothing is destroyed before it is revoked, left or unrevokable, or that was tried for long enough.
 *   <li>The path is destroyed once more later, for a writer that outlived its lease.
 * </ol>
 */
@ApplicationScoped
class DestroyClosed {
    /** What a write to Vault may take after its lease has ended. */
    private static final Duration LATE_WRITE = Duration.ofSeconds(30);

    private static final Revocation NOTHING_TO_REVOKE = new Revocation(RevokedAtProvider.UNSUPPORTED, "no_credential");

    private final Leases leases;
    private final LeaseSettings leaseConfig;
    private final RevocationSettings config;
    private final Credentials credentials;
    private final RefreshCredential refresh;
    private final SecretStore store;
    private final PendingExchanges exchanges;
    private final PendingRevocations pending;
    private final RevokeCredential revokeCredential;
    private final Facts facts;
    private final Clock clock;

    DestroyClosed(
            Leases leases,
            LeaseSettings leaseConfig,
            RevocationSettings config,
            Credentials credentials,
            RefreshCredential refresh,
            SecretStore store,
            PendingExchanges exchanges,
            PendingRevocations pending,
            RevokeCredential revokeCredential,
            Facts facts,
            Clock clock) {
        this.leases = leases;
        this.leaseConfig = leaseConfig;
        this.config = config;
        this.credentials = credentials;
        this.refresh = refresh;
        this.store = store;
        this.exchanges = exchanges;
        this.pending = pending;
        this.revokeCredential = revokeCredential;
        this.facts = facts;
        this.clock = clock;
    }

    /** One attempt on a closed connection; fails where it should be tried again. */
    Uni<Void> destroy(UUID connectionId) {
        return credentials.find(connectionId).chain(found -> found.filter(CredentialRow::closed)
                .map(row -> row.destroyed() ? destroyAgain(row) : destroy(row))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> destroy(CredentialRow row) {
        return revoked(row).chain(revoked -> destroyPath(revoked)
                .chain(() -> record(revoked, revoked.revocation().orElseThrow())));
    }

    /** The row as it knows what became of the grant. */
    private Uni<CredentialRow> revoked(CredentialRow row) {
        return row.revocation().isPresent()
                ? Uni.createFrom().item(row)
                : leases.holding(LeaseKey.connection(row.connectionId()), lease -> present(row)
                                .chain(present -> refresh.resumeClosed(lease, present))
                                .chain(() -> present(row))
                                .chain(this::takeOver))
                        .chain(stored ->
                                pending.reservedFor(row.connectionId()).map(reserved -> reserved.or(() -> stored)))
                        .chain(credential -> revoke(row, credential))
                        .onFailure(failure -> isTriedLongEnough(row))
                        .recoverWithItem(failure -> new GivenBack(RevocationSettings.givenUp(failure), null))
                        .chain(given -> remember(row, given));
    }

    /** The row after all work that held the lease before: it may have stored a newer version. */
    private Uni<CredentialRow> present(CredentialRow row) {
        return credentials.find(row.connectionId()).map(found -> found.orElse(row));
    }

    /** What became of a document; {@code writeId} is null where there was none, or none that could be read. */
    private record GivenBack(
            Revocation revocation, @Nullable UUID writeId) {}

    /** The credential, or the newest from a consent where none was stored; all others are left to be given back. */
    private Uni<Optional<CredentialDocument>> takeOver(CredentialRow row) {
        return store.read(row.path(), row.version())
                .map(stored -> stored.map(Stored::document))
                .call(stored -> Panache.withTransaction(() -> exchanges
                        .closeAllOf(row.connectionId(), stored.map(CredentialDocument::authorizationId))
                        .chain(() -> stored.isPresent()
                                ? Uni.createFrom().voidItem()
                                : pending.reserveNewestOf(row.connectionId()))
                        .chain(() -> row.revocationForced()
                                ? pending.forceAllOf(row.connectionId(), row.accountId())
                                : Uni.createFrom().voidItem())));
    }

    private Uni<GivenBack> revoke(CredentialRow row, Optional<CredentialDocument> credential) {
        return credential
                .map(document -> revokeCredential
                        .of(
                                document,
                                row.revocationForced(),
                                row.refusals(),
                                renewed -> pending.reserve(row.path(), renewed))
                        .onFailure(failure -> isTriedLongEnough(row))
                        .recoverWithItem(RevocationSettings::givenUp)
                        .map(revocation -> new GivenBack(revocation, document.writeId())))
                .orElseGet(() -> Uni.createFrom().item(new GivenBack(NOTHING_TO_REVOKE, null)));
    }

    private boolean isTriedLongEnough(CredentialRow row) {
        return config.isTriedLongEnough(row.closedAt(), clock.instant());
    }

    private Uni<CredentialRow> remember(CredentialRow row, GivenBack given) {
        return Panache.withTransaction(() -> credentials
                .locked(row.connectionId())
                .invoke(locked -> locked.gaveBack(given.revocation(), given.writeId())));
    }

    private Uni<Void> record(CredentialRow row, Revocation revocation) {
        var now = clock.instant();
        var fact = new CredentialDestroyed(
                Ids.named(row.connectionId(), "destroyed"), row.connectionId(), row.tenant(), now, revocation);
        var onceMore = now.plus(leaseConfig.term()).plus(LATE_WRITE);
        Log.infof(
                "credential destroyed connection=%s revokedAtProvider=%s reason=%s",
                row.connectionId(), revocation.revokedAtProvider().code(), revocation.reason());
        return Panache.withTransaction(() -> credentials
                .locked(row.connectionId())
                .invoke(locked -> locked.destroyed(now, onceMore))
                .chain(() -> pending.eraseReservedFor(row.connectionId()))
                .chain(() -> facts.publish(fact)));
    }

    private Uni<Void> destroyAgain(CredentialRow row) {
        return destroyPath(row)
                .chain(() -> Panache.withTransaction(() -> credentials.destroyedAgain(row.connectionId())));
    }

    /** Destroys all versions; a document that was written since the credential was given back is kept to follow it. */
    private Uni<Void> destroyPath(CredentialRow row) {
        return store.read(row.path(), 0)
                .onFailure(failure -> isTriedLongEnough(row))
                .recoverWithItem(Optional.empty())
                .chain(stored -> stored.map(Stored::document)
                        .filter(document -> !row.hasGivenBack(document))
                        .map(late -> pending.add(row.path(), late, Cause.DELETED))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> store.destroy(row.path()));
    }
}
