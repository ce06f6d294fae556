package io.latchkey.broker.credential;

import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.secret.SecretStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes a connection's credential in hand: completion, refresh and all else that changes it go through here, one at a
 * time. Each holder first finishes what a predecessor stored in Vault and could not record.
 */
@ApplicationScoped
public class HeldCredentials {
    private final Leases leases;
    private final Credentials credentials;
    private final SecretStore store;
    private final CredentialReconciler reconciler;

    HeldCredentials(Leases leases, Credentials credentials, SecretStore store, CredentialReconciler reconciler) {
        this.leases = leases;
        this.credentials = credentials;
        this.store = store;
        this.reconciler = reconciler;
    }

    /**
     * Works on an open connection of {@code tenant} under its lease, on a subscription of the broker's own. A 404
     * problem if there is no such connection, 503 if the lease is held for too long or Vault does not answer.
     */
    public <T> Uni<T> holding(UUID connectionId, String tenant, Function<LockedCredential, Uni<T>> work) {
        return leases.holding(LeaseKey.connection(connectionId), lease -> credentials
                .requireOpen(connectionId, tenant)
                .chain(row -> takeInHand(lease, row))
                .chain(work::apply));
    }

    /**
     * Works under the lease of a connection after all else that has changed its credential: row and document agree, where
     * the connection is open. It may be closed or unknown.
     */
    public <T> Uni<T> caughtUp(UUID connectionId, String tenant, Supplier<Uni<T>> work) {
        return leases.holding(LeaseKey.connection(connectionId), lease -> credentials
                .find(connectionId)
                .call(row -> row.filter(known -> known.tenant().equals(tenant) && !known.closed())
                        .map(open -> takeInHand(lease, open).replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> work.get()));
    }

    /**
     * Works on a connection where a former holder of its lease has left a refresh unfinished; does nothing if another
     * replica does so, or nothing is left to do. Of a closed connection something is left until its grant is given back.
     */
    public Uni<Void> resuming(UUID connectionId, Function<LockedCredential, Uni<Void>> work) {
        return leases.ifFree(LeaseKey.connection(connectionId), lease -> credentials
                .find(connectionId)
                .chain(row -> row.filter(known -> known.revocation().isEmpty())
                        .map(known -> resuming(lease, known, work))
                        .orElseGet(() -> Uni.createFrom().voidItem().invoke(lease::refreshEnded))));
    }

    private Uni<Void> resuming(Lease lease, CredentialRow row, Function<LockedCredential, Uni<Void>> work) {
        return row.closed()
                ? resumingClosed(lease, row, work)
                : takeInHand(lease, row)
                        .chain(hand -> lease.unfinishedRefresh().isPresent()
                                ? work.apply(hand)
                                : Uni.createFrom().voidItem());
    }

    /** Works on a closed connection, whose row follows its document no more, under a lease that the caller holds. */
    public Uni<Void> resumingClosed(Lease lease, CredentialRow row, Function<LockedCredential, Uni<Void>> work) {
        return store.read(row.path(), row.version())
                .map(stored -> new LockedCredential(lease, row, stored))
                .invoke(HeldCredentials::endRefreshOfFormerVersion)
                .chain(work::apply);
    }

    private Uni<LockedCredential> takeInHand(Lease lease, CredentialRow row) {
        return store.read(row.path(), row.version())
                .chain(stored -> reconciler
                        .withDocument(row, stored)
                        .map(caughtUp -> new LockedCredential(lease, caughtUp, stored)))
                .invoke(HeldCredentials::endRefreshOfFormerVersion);
    }

    private static void endRefreshOfFormerVersion(LockedCredential hand) {
        hand.lease()
                .unfinishedRefresh()
                .filter(sent ->
                        sent.version() < hand.version() || hand.row().refusal().isPresent())
                .ifPresent(sent -> hand.lease().refreshEnded());
    }
}
