package io.latchkey.broker.credential;

import io.latchkey.contracts.connection.Revocation;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far the deletion of each connection has got. All changes are made in the caller's transaction. */
@ApplicationScoped
public class Deletions implements PanacheRepositoryBase<CredentialRow, UUID> {
    /** Deleted connections whose deletion is to be carried out. */
    public static final DueRows<CredentialState> DUE = new DueRows<>(
            CredentialRow.class,
            "credential",
            "connection_id",
            "due_at",
            "t.closed_at is not null",
            (row, until) -> row.dueAt = until,
            CredentialRow::state,
            state -> state.provider().orElse(""));

    private static final String CLOSE = """
            insert into credential (connection_id, tenant, closed_at, force_revocation, due_at)
            values (:connectionId, :tenant, :now, :force, :now)
            on conflict (connection_id) do update set
                closed_at = coalesce(credential.closed_at, excluded.closed_at),
                force_revocation = credential.force_revocation or excluded.force_revocation,
                due_at = case when credential.closed_at is null then excluded.due_at else credential.due_at end
            where credential.tenant = excluded.tenant""";

    /**
     * Closes a connection, whether or not the broker has heard of it; repeated, it only adds {@code force}.
     *
     * @param force whether the grant is revoked even where that ends another connection
     * @return false if the connection is another tenant's
     */
    public Uni<Boolean> close(UUID connectionId, String tenant, boolean force, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLOSE)
                        .setParameter("connectionId", connectionId)
                        .setParameter("tenant", tenant)
                        .setParameter("now", now)
                        .setParameter("force", force)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /**
     * Remembers what became of the grant, so that no later attempt asks the provider again.
     *
     * @param writeId of the document that was revoked or left; empty: there was none
     */
    public Uni<CredentialState> recordRevocation(UUID connectionId, Revocation revocation, Optional<UUID> writeId) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.revoked(revocation, writeId))
                .map(CredentialRow::state);
    }

    /** Remembers that nothing is left in Vault, and that it is destroyed once more at {@code onceMore}. */
    public Uni<Void> recordDestroyed(UUID connectionId, Instant now, Instant onceMore) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.destroyed(now, onceMore))
                .replaceWithVoid();
    }

    /** Remembers that nothing of a deletion is due any more. */
    public Uni<Void> recordDestroyedAgain(UUID connectionId) {
        return update("dueAt = null where connectionId = ?1", connectionId).chain(() -> deleteIfDone(connectionId));
    }

    /**
     * Lets a deletion wait after a failed attempt.
     *
     * @param refusals of the provider in this attempt
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
     * Notes that the feed has removed a deleted connection. Its row goes at once if nothing of the deletion is due any
     * more, else with the last of it ({@link #recordDestroyedAgain}).
     */
    public Uni<Void> forget(UUID connectionId) {
        return update("removed = true where connectionId = ?1 and closedAt is not null", connectionId)
                .chain(() -> deleteIfDone(connectionId));
    }

    /** Deletes the row of a connection that the feed has removed and of whose deletion nothing is due. */
    private Uni<Void> deleteIfDone(UUID connectionId) {
        return delete("connectionId = ?1 and removed and destroyedAt is not null and dueAt is null", connectionId)
                .replaceWithVoid();
    }
}
