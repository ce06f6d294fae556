package io.latchkey.broker.credential;

import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.work.failure.NotFound;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Locks a connection's credential. Every change (completion, refresh, deletion and others) uses it, so that changes run
 * one at a time. Each holder of the lease reads the row and the document. If an earlier holder stored a document in
 * Vault without recording it, the new holder records it first.
 */
@ApplicationScoped
public class CredentialLocks {
    private final Leases leases;
    private final Credentials credentials;
    private final SecretStore store;
    private final CredentialReconciler reconciler;

    CredentialLocks(Leases leases, Credentials credentials, SecretStore store, CredentialReconciler reconciler) {
        this.leases = leases;
        this.credentials = credentials;
        this.store = store;
        this.reconciler = reconciler;
    }

    /**
     * Runs {@code work} on an open connection of {@code tenant}, on a subscription that no caller cancels. Fails with
     * {@link NotFound} if there is no such connection, and with {@link Unavailable} if the lease does not become free
     * in time or Vault does not respond.
     */
    public <T> Uni<T> withOpen(UUID connectionId, String tenant, Function<LockedCredential, Uni<T>> work) {
        return leases.withLease(LeaseKey.connection(connectionId), lease -> Panache.withSession(
                        () -> credentials.requireOpen(connectionId, tenant))
                .chain(open -> reconciled(lease, open))
                .chain(work::apply));
    }

    /** Runs {@code work} on a closed connection, whose row no longer follows its document. */
    public <T> Uni<T> withClosed(CredentialState closed, Function<LockedCredential, Uni<T>> work) {
        return leases.withLease(LeaseKey.connection(closed.connectionId()), lease -> present(closed)
                .chain(state -> readClosed(lease, state))
                .chain(work::apply));
    }

    /**
     * Runs {@code work} on an open, closed or unknown connection after all other changes to its credential. If the
     * connection is open, its row and document agree.
     */
    public <T> Uni<T> withAny(ConnectionPath path, Supplier<Uni<T>> work) {
        return leases.withLease(LeaseKey.connection(path.connectionId()), lease -> reconciledIfOpen(lease, path)
                .chain(() -> work.get()));
    }

    /** As {@link #withAny}, and passes the document, if there is one. */
    public <T> Uni<T> withDocument(ConnectionPath path, Function<Optional<Stored>, Uni<T>> work) {
        return leases.withLease(LeaseKey.connection(path.connectionId()), lease -> reconciledIfOpen(lease, path)
                .chain(open -> open.map(locked -> Uni.createFrom().item(locked.stored()))
                        .orElseGet(() -> store.read(path, 0)))
                .chain(work::apply));
    }

    /**
     * Runs {@code work} on a connection for which an earlier holder of the lease left a refresh unfinished. Does
     * nothing if another replica holds the lease or the refresh is finished. On a closed connection, runs {@code work}
     * as long as the grant is not revoked.
     */
    public Uni<Void> withUnfinishedRefresh(UUID connectionId, Function<LockedCredential, Uni<Void>> work) {
        return leases.withFreeLease(LeaseKey.connection(connectionId), lease -> find(connectionId)
                .chain(found -> found.filter(CredentialLocks::mayBeRefreshed)
                        .map(state -> unfinished(lease, state, work))
                        .orElseGet(() -> Uni.createFrom().voidItem().invoke(lease::refreshEnded))));
    }

    /** Reads the row and the document again, after work under the same lease. */
    public Uni<LockedCredential> reread(LockedCredential locked) {
        return present(locked.state()).chain(state -> read(locked.lease(), state));
    }

    private Uni<Void> unfinished(Lease lease, CredentialState state, Function<LockedCredential, Uni<Void>> work) {
        return state.closed()
                ? readClosed(lease, state).chain(work::apply)
                : reconciled(lease, state)
                        .chain(locked -> lease.unfinishedRefresh().isPresent()
                                ? work.apply(locked)
                                : Uni.createFrom().voidItem());
    }

    private static boolean mayBeRefreshed(CredentialState state) {
        return state.deletion().flatMap(Deletion::revocation).isEmpty();
    }

    private Uni<Optional<LockedCredential>> reconciledIfOpen(Lease lease, ConnectionPath path) {
        return find(path.connectionId()).chain(found -> found.filter(known -> known.isOpenIn(path.tenant()))
                .map(open -> reconciled(lease, open).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<LockedCredential> reconciled(Lease lease, CredentialState state) {
        return store.read(state.path(), state.version())
                .chain(stored -> reconciler
                        .withDocument(state, stored)
                        .map(reconciled -> new LockedCredential(lease, reconciled, stored)))
                .invoke(CredentialLocks::endRefreshOfFormerVersion);
    }

    private Uni<LockedCredential> readClosed(Lease lease, CredentialState state) {
        return read(lease, state).invoke(CredentialLocks::endRefreshOfFormerVersion);
    }

    private Uni<LockedCredential> read(Lease lease, CredentialState state) {
        return store.read(state.path(), state.version()).map(stored -> new LockedCredential(lease, state, stored));
    }

    /** The last step of a deletion may have deleted the row. */
    private Uni<CredentialState> present(CredentialState before) {
        return find(before.connectionId()).map(found -> found.orElse(before));
    }

    private Uni<Optional<CredentialState>> find(UUID connectionId) {
        return Panache.withSession(() -> credentials.find(connectionId));
    }

    private static void endRefreshOfFormerVersion(LockedCredential locked) {
        locked.lease()
                .unfinishedRefresh()
                .filter(sent -> sent.version() < locked.version()
                        || locked.state().refusal().isPresent())
                .ifPresent(sent -> locked.lease().refreshEnded());
    }
}
