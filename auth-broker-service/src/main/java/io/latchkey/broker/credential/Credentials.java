package io.latchkey.broker.credential;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of all connections. The caller opens a session for reads and a transaction for changes.
 * {@link RefreshRecords} covers refreshes, {@link Deletions} covers deletions.
 */
@ApplicationScoped
public class Credentials implements PanacheRepositoryBase<CredentialRow, UUID> {
    private static final String NEVER_CREATED = """
            delete from credential c
            where c.feed_sequence = 0 and c.generation = 0 and c.closed_at is null and c.expected_at <= :before
            and not exists (select 1 from authorization_attempt a where a.connection_id = c.connection_id)""";

    /** Finds the state of a connection; empty if the broker does not know it. */
    public Uni<Optional<CredentialState>> find(UUID connectionId) {
        return findById(connectionId).map(Credentials::state);
    }

    /** Finds an open connection of {@code tenant}; fails with {@link NotFound} if there is none. */
    public Uni<CredentialState> requireOpen(UUID connectionId, String tenant) {
        return find(connectionId)
                .map(found -> found.filter(known -> known.isOpenIn(tenant)).orElseThrow(CredentialRefusals::unknown));
    }

    /** As {@link #find}, and locks the row. */
    public Uni<Optional<CredentialState>> lock(UUID connectionId) {
        return findById(connectionId, LockModeType.PESSIMISTIC_WRITE).map(Credentials::state);
    }

    /**
     * Records that an authorization has begun, so that a credential is expected. Fails with {@link NotFound} if the
     * connection belongs to another tenant or is closed, and with {@link Invalid} if it belongs to another provider.
     *
     * @param credentialClients the platform's clients that may fetch it; null: any client that may read credentials
     */
    public Uni<CredentialState> expect(
            UUID connectionId, String tenant, String provider, @Nullable List<String> credentialClients) {
        return findById(connectionId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .switchTo(() -> persist(new CredentialRow(connectionId, tenant)))
                .invoke(row -> {
                    if (!row.state().isOpenIn(tenant)) {
                        throw CredentialRefusals.unknown();
                    }
                    if (!row.expect(provider, credentialClients)) {
                        throw new Invalid(
                                "provider", "The connection is to " + row.provider + ".", "Use another connection.");
                    }
                })
                .map(CredentialRow::state);
    }

    /** Updates the row to match a document. Ignores a document that is not newer than the row. */
    Uni<CredentialState> follow(
            UUID connectionId,
            Stored stored,
            TokenHashes hashes,
            Function<CredentialState, @Nullable Instant> keepAliveAt) {
        return locked(this, connectionId)
                .invoke(row -> row.follow(stored, hashes, keepAliveAt.apply(row.state())))
                .map(CredentialRow::state);
    }

    /** Records the state of a connection from the public feed. Ignores an older record. */
    public Uni<Void> observe(ConnectionView connection, long sequence) {
        return findById(connection.id(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .invoke(row -> row.observe(connection, sequence))
                .replaceWithVoid();
    }

    /** Counts the connections, open or not yet destroyed, whose credential was issued to this client. */
    public Uni<Long> countIssuedTo(String provider, ClientRef client) {
        return count(
                "provider = ?1 and clientRegistrant = ?2 and clientId = ?3 and destroyedAt is null",
                provider,
                client.registrant().key(),
                client.id());
    }

    /**
     * Deletes the rows of connections whose creation failed in connection-service: an authorization began, but the feed
     * never contained the connection. Returns the number of deleted rows.
     */
    public Uni<Integer> removeNeverCreated(Instant expectedBefore) {
        return Panache.getSession().chain(session -> session.createNativeQuery(NEVER_CREATED)
                .setParameter("before", expectedBefore)
                .executeUpdate());
    }

    /** Locks and returns the row of a known connection; fails with {@link NotFound} if there is none. */
    static Uni<CredentialRow> locked(PanacheRepositoryBase<CredentialRow, UUID> rows, UUID connectionId) {
        return rows.findById(connectionId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(CredentialRefusals::unknown);
    }

    private static Optional<CredentialState> state(@Nullable CredentialRow row) {
        return Optional.ofNullable(row).map(CredentialRow::state);
    }
}
