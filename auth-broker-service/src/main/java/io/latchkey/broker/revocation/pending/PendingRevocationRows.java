package io.latchkey.broker.revocation.pending;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of credentials to revoke. The caller opens a session for reads and a transaction for changes. */
@ApplicationScoped
class PendingRevocationRows implements PanacheRepositoryBase<PendingRevocationRow, UUID> {
    static final DueRows<PendingRevocation> DUE = new DueRows<>(
                    PendingRevocationRow.class,
                    "pending_revocation",
                    "id",
                    "due_at",
                    "true",
                    (row, until) -> row.dueAt = until,
                    PendingRevocationRow::state,
                    PendingRevocation::provider)
            .correlatedBy(PendingRevocation::correlation);

    private static final String RESERVED = "connectionId = ?1 and dueAt is null";

    Uni<Void> add(UUID id, ConnectionPath path, SealedCredential encrypted, Cause cause, Instant now) {
        return persist(new PendingRevocationRow(id, path, encrypted, cause, now))
                .replaceWithVoid();
    }

    /** Adds a credential that a completion replaces, due at {@code dueAt}; replaces an existing copy of it. */
    Uni<Void> putReplaced(UUID id, ConnectionPath path, SealedCredential encrypted, Instant now, Instant dueAt) {
        return findById(id)
                .chain(known -> known == null
                        ? persist(new PendingRevocationRow(id, path, encrypted, Cause.REPLACED, now))
                        : Uni.createFrom().item(known))
                .invoke(row -> {
                    row.ciphertext = encrypted.ciphertext();
                    row.dueAt = dueAt;
                })
                .replaceWithVoid();
    }

    /** Reserves a credential for the deletion of its connection, in place of one that is already reserved. */
    Uni<Void> putReserved(UUID id, ConnectionPath path, SealedCredential encrypted, Instant now) {
        return find(RESERVED, path.connectionId())
                .firstResult()
                .chain(known -> known == null
                        ? persist(new PendingRevocationRow(id, path, encrypted, Cause.DELETED, now))
                        : Uni.createFrom().item(known))
                .invoke(row -> {
                    row.ciphertext = encrypted.ciphertext();
                    row.dueAt = null;
                })
                .replaceWithVoid();
    }

    /** Reserves the newest credential for the deletion of its connection, unless a credential is already reserved. */
    Uni<Void> reserveNewestOf(UUID connectionId) {
        return count(RESERVED, connectionId)
                .chain(reserved -> reserved > 0 ? Uni.createFrom().nullItem() : newestOf(connectionId))
                .onItem()
                .ifNotNull()
                .invoke(row -> row.dueAt = null)
                .replaceWithVoid();
    }

    private Uni<PendingRevocationRow> newestOf(UUID connectionId) {
        return find("connectionId = ?1 and cause = ?2", Sort.descending("id"), connectionId, Cause.DELETED)
                .firstResult();
    }

    Uni<Optional<PendingRevocation>> reservedFor(UUID connectionId) {
        return find(RESERVED, connectionId).firstResult().map(row -> Optional.ofNullable(row)
                .map(PendingRevocationRow::state));
    }

    Uni<Void> eraseReservedFor(UUID connectionId) {
        return delete(RESERVED, connectionId).replaceWithVoid();
    }

    Uni<Long> countIssuedTo(String provider, ClientRef client) {
        return count(
                "provider = ?1 and clientRegistrant = ?2 and clientId = ?3",
                provider,
                client.registrant().key(),
                client.id());
    }

    Uni<Void> forceAllOf(UUID connectionId, String account) {
        return update("forcedAccountId = ?1 where connectionId = ?2", account, connectionId)
                .replaceWithVoid();
    }

    Uni<Void> replace(UUID id, SealedCredential encrypted) {
        return update("ciphertext = ?1 where id = ?2", encrypted.ciphertext(), id)
                .replaceWithVoid();
    }

    Uni<Void> postpone(UUID id, Instant until, int refusals) {
        return update(
                        "dueAt = ?1, attempts = attempts + 1, refusals = refusals + ?2 where id = ?3",
                        until,
                        refusals,
                        id)
                .replaceWithVoid();
    }

    Uni<Void> erase(UUID id) {
        return delete("id = ?1", id).replaceWithVoid();
    }
}
