package io.latchkey.broker.credential;

import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.edge.problem.Problem;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of all connections that the broker heard of. */
@ApplicationScoped
public class Credentials implements PanacheRepositoryBase<CredentialRow, UUID> {
    private static final String NEVER_CREATED = """
            delete from credential c
            where c.feed_sequence = 0 and c.generation = 0 and c.closed_at is null and c.expected_at <= :before
            and not exists (select 1 from authorization_attempt a where a.connection_id = c.connection_id)""";

    /** Deleted connections whose deletion is to be carried out. */
    public static final DueRows<CredentialRow> CLOSED = new DueRows<>(
            CredentialRow.class,
            "credential",
            "connection_id",
            "due_at",
            "t.closed_at is not null",
            row -> row.provider,
            (row, until) -> row.dueAt = until);

    /** Open connections whose grant would soon die of idleness. */
    public static final DueRows<CredentialRow> IDLE = new DueRows<>(
            CredentialRow.class,
            "credential",
            "connection_id",
            "keep_alive_at",
            "t.closed_at is null",
            row -> row.provider,
            (row, until) -> row.keepAliveAt = until);

    /** Open connections with a refresh in doubt that is to be repeated or given up. */
    public static final DueRows<CredentialRow> IN_DOUBT = new DueRows<>(
            CredentialRow.class,
            "credential",
            "connection_id",
            "settle_at",
            "t.closed_at is null",
            row -> row.provider,
            (row, until) -> row.settleAt = until);

    /**
     * Notes, in the current transaction, that a credential is to come. A 404 problem if the connection is another
     * tenant's or closed; 400 if it is another provider's.
     *
     * @param credentialClients the platform's clients that may fetch it; null: any that may read credentials
     */
    public Uni<CredentialRow> expect(
            UUID connectionId, String tenant, String provider, @Nullable List<String> credentialClients) {
        return findById(connectionId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .switchTo(() -> persist(new CredentialRow(connectionId, tenant)))
                .map(row -> requireOpen(row, tenant))
                .invoke(row -> {
                    if (!row.provider.isEmpty() && !row.provider.equals(provider)) {
                        throw Problem.invalid(
                                "provider", "The connection is to " + row.provider + ".", "Use another connection.");
                    }
                    row.provider = provider;
                    row.credentialClients = credentialClients;
                });
    }

    /** The row in a transaction of its own; empty for a connection that the broker never heard of. */
    public Uni<Optional<CredentialRow>> find(UUID connectionId) {
        return Panache.withSession(() -> findById(connectionId).map(Optional::ofNullable));
    }

    /** The row of an open connection of {@code tenant}; a 404 problem if there is none. */
    public Uni<CredentialRow> requireOpen(UUID connectionId, String tenant) {
        return find(connectionId).map(row -> requireOpen(row.orElseThrow(CredentialProblems::unknown), tenant));
    }

    /** How many connections, open or not yet destroyed, hold a credential that was issued to one of these clients. */
    public Uni<Long> countIssuedTo(String provider, Collection<String> clientIds) {
        return Panache.withSession(() ->
                count("provider = ?1 and clientId in ?2 and destroyedAt is null", provider, List.copyOf(clientIds)));
    }

    /** Whether another open connection of that client than {@code connectionId} has been refreshed since {@code since}. */
    public Uni<Boolean> anotherRefreshedSince(String provider, String clientId, UUID connectionId, Instant since) {
        return Panache.withSession(() -> find(
                                "provider = ?1 and clientId = ?2 and closedAt is null and refreshedAt >= ?3"
                                        + " and connectionId <> ?4",
                                provider,
                                clientId,
                                since,
                                connectionId)
                        .page(0, 1)
                        .list())
                .map(found -> !found.isEmpty());
    }

    /** Lets connections be refreshed again whose provider put the blame on the client. */
    public Uni<Void> endPausesForClient(String provider) {
        return Panache.withTransaction(() -> update(
                        "trouble.retryAt = null where provider = ?1 and closedAt is null and trouble.outcome = ?2",
                        provider,
                        Outcome.OPERATOR_FAULT))
                .replaceWithVoid();
    }

    /** Notes what the public feed says of a connection, in the current transaction; an older record changes nothing. */
    public Uni<Void> observe(ConnectionView connection, long sequence) {
        return findById(connection.id(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .invoke(row -> row.observe(connection, sequence))
                .replaceWithVoid();
    }

    /**
     * Notes that the feed has removed a deleted connection, in the current transaction. Its row goes at once if nothing of
     * the deletion is due any more, else with the last of it ({@link #destroyedAgain}).
     */
    public Uni<Void> forget(UUID connectionId) {
        return update("removed = true where connectionId = ?1 and closedAt is not null", connectionId)
                .chain(() -> deleteIfDone(connectionId));
    }

    /** Notes that nothing of a deletion is due any more, in the current transaction. */
    public Uni<Void> destroyedAgain(UUID connectionId) {
        return update("dueAt = null where connectionId = ?1", connectionId).chain(() -> deleteIfDone(connectionId));
    }

    /** Deletes the row of a connection that the feed has removed and of whose deletion nothing is due. */
    private Uni<Void> deleteIfDone(UUID connectionId) {
        return delete("connectionId = ?1 and removed and destroyedAt is not null and dueAt is null", connectionId)
                .replaceWithVoid();
    }

    /**
     * Removes the rows of creations that failed at connection-service: consent was asked for, but the feed never spoke of
     * the connection; how many.
     */
    public Uni<Integer> removeNeverCreated(Instant expectedBefore) {
        return Panache.withTransaction(
                () -> Panache.getSession().chain(session -> session.createNativeQuery(NEVER_CREATED)
                        .setParameter("before", expectedBefore)
                        .executeUpdate()));
    }

    /**
     * Lets a closed connection wait after a failed attempt.
     *
     * @param refusals of the provider in this attempt
     */
    public Uni<Void> postponeClosed(UUID connectionId, Instant until, int refusals) {
        return Panache.withTransaction(() -> update(
                        "dueAt = ?1, attempts = attempts + 1, refusals = refusals + ?2 where connectionId = ?3",
                        until,
                        refusals,
                        connectionId))
                .replaceWithVoid();
    }

    static CredentialRow requireOpen(CredentialRow row, String tenant) {
        if (!row.tenant.equals(tenant) || row.closed()) {
            throw CredentialProblems.unknown();
        }
        return row;
    }

    /** The locked row, in the current transaction. */
    public Uni<CredentialRow> locked(UUID connectionId) {
        return findById(connectionId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(CredentialProblems::unknown);
    }
}
