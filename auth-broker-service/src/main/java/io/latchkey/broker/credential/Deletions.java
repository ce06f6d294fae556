package io.latchkey.broker.credential;

import io.latchkey.contracts.connection.Revocation;
import io.latchkey.work.Correlation;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The progress of the deletion of each connection. All changes are made in the caller's transaction. */
@ApplicationScoped
public class Deletions implements PanacheRepositoryBase<CredentialRow, UUID> {
    /** Deleted connections whose deletion is due. */
    public static final DueRows<CredentialState> DUE = new DueRows<>(
                    CredentialRow.class,
                    "credential",
                    "connection_id",
                    "due_at",
                    "t.closed_at is not null",
                    (row, until) -> row.dueAt = until,
                    CredentialRow::state,
                    state -> state.provider().orElse(""))
            .correlatedBy(state -> state.deletion().flatMap(Deletion::correlation));

    private static final String CLOSE = """
            insert into credential (connection_id, tenant, closed_at, force_revocation, deletion_correlation, due_at)
            values (:connectionId, :tenant, :now, :force, cast(:correlation as text), :now)
            on conflict (connection_id) do update set
                closed_at = coalesce(credential.closed_at, excluded.closed_at),
                deletion_correlation = coalesce(credential.deletion_correlation, excluded.deletion_correlation),
                force_revocation = credential.force_revocation or excluded.force_revocation,
                due_at = case when credential.closed_at is null then excluded.due_at else credential.due_at end
            where credential.tenant = excluded.tenant""";

    /**
     * Closes a connection, whether the broker knows it or not. A repeated call can only add {@code force}.
     *
     * @param force whether the grant is revoked even if that ends another connection
     * @return false if the connection belongs to another tenant
     */
    public Uni<Boolean> close(UUID connectionId, String tenant, boolean force, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLOSE)
                        .setParameter("connectionId", connectionId)
                        .setParameter("tenant", tenant)
                        .setParameter("now", now)
                        .setParameter("force", force)
                        .setParameter("correlation", Correlation.current().orElse(null))
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /**
     * Records the result of the revocation, so that no later attempt calls the provider again.
     *
     * @param writeId of the document that was revoked or left at the provider; empty if there was no document
     */
    public Uni<CredentialState> recordRevocation(UUID connectionId, Revocation revocation, Optional<UUID> writeId) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.revoked(revocation, writeId))
                .map(CredentialRow::state);
    }

    /** Records that the documents in Vault are destroyed, and schedules a second destruction at {@code onceMore}. */
    public Uni<Void> recordDestroyed(UUID connectionId, Instant now, Instant onceMore) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.destroyed(now, onceMore))
                .replaceWithVoid();
    }

    /** Records that the deletion is complete. */
    public Uni<Void> recordDestroyedAgain(UUID connectionId) {
        return update("dueAt = null where connectionId = ?1", connectionId).chain(() -> deleteIfDone(connectionId));
    }

    /**
     * Postpones a deletion after a failed attempt.
     *
     * @param refusals number of refusals by the provider in this attempt
     */
    public Uni<Void> postpone(UUID connectionId, Instant until, int refusals) {
        return update(
                        "dueAt = ?1, attempts = attempts + 1, refusals = refusals + ?2 where connectionId = ?3",
                        until,
                        refusals,
                        connectionId)
                .replaceWithVoid();
    }

    /**
     * Records that the feed has removed a deleted connection. Deletes the row immediately if the deletion is complete;
     * otherwise {@link #recordDestroyedAgain} deletes it.
     */
    public Uni<Void> forget(UUID connectionId) {
        return update("removed = true where connectionId = ?1 and closedAt is not null", connectionId)
                .chain(() -> deleteIfDone(connectionId));
    }

    /** Deletes the row if the feed has removed the connection and its deletion is complete. */
    private Uni<Void> deleteIfDone(UUID connectionId) {
        return delete("connectionId = ?1 and removed and destroyedAt is not null and dueAt is null", connectionId)
                .replaceWithVoid();
    }
}
