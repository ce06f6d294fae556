package io.latchkey.broker.credential;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.work.sweep.DueRows;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The recorded results of refreshes. The caller opens a session for reads and a transaction for changes. */
@ApplicationScoped
public class RefreshRecords implements PanacheRepositoryBase<CredentialRow, UUID> {
    /** Open connections whose grant would soon expire because it is not used. */
    public static final DueRows<CredentialState> IDLE = new DueRows<>(
            CredentialRow.class,
            "credential",
            "connection_id",
            "keep_alive_at",
            "t.closed_at is null",
            (row, until) -> row.keepAliveAt = until,
            CredentialRow::state,
            state -> state.provider().orElse(""));

    /** Open connections with a refresh in doubt that is due to be repeated or given up. */
    public static final DueRows<CredentialState> IN_DOUBT = new DueRows<>(
            CredentialRow.class,
            "credential",
            "connection_id",
            "settle_at",
            "t.closed_at is null",
            (row, until) -> row.settleAt = until,
            CredentialRow::state,
            state -> state.provider().orElse(""));

    /** Records that the provider permanently refused {@code version}. Ignores a version that has been replaced. */
    public Uni<Void> refuse(UUID connectionId, long version, Reason reason) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.refuse(version, reason))
                .replaceWithVoid();
    }

    /**
     * Records the result of the attempts to refresh {@code version}. Ignores a version that has been replaced.
     *
     * @param settleAt when a refresh in doubt is next repeated or given up; null: not scheduled
     */
    public Uni<CredentialState> record(
            UUID connectionId, long version, RefreshTrouble trouble, @Nullable Instant settleAt) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.trouble(version, trouble, settleAt))
                .map(CredentialRow::state);
    }

    /** Records that a caller forces a refresh at {@code now}. */
    public Uni<Void> recordForced(UUID connectionId, Instant now) {
        return Credentials.locked(this, connectionId)
                .invoke(row -> row.forcedAt = now)
                .replaceWithVoid();
    }

    /**
     * Whether an open connection of that client other than {@code connectionId} has been refreshed since {@code since}.
     */
    public Uni<Boolean> anotherRefreshedSince(
            String provider, @Nullable ClientRef client, UUID connectionId, Instant since) {
        return find(
                        "provider = ?1 and clientRegistrant = ?2 and clientId = ?3 and closedAt is null"
                                + " and refreshedAt >= ?4 and connectionId <> ?5",
                        provider,
                        ClientRef.registrant(client),
                        ClientRef.id(client),
                        since,
                        connectionId)
                .page(0, 1)
                .list()
                .map(found -> !found.isEmpty());
    }

    /** Ends the refresh pauses of connections whose provider reported an error of a client of {@code registrant}. */
    public Uni<Void> endPausesForClient(String provider, Registrant registrant) {
        return update(
                        "trouble.retryAt = null where provider = ?1 and clientRegistrant = ?2 and closedAt is null"
                                + " and trouble.outcome = ?3",
                        provider,
                        registrant.key(),
                        Outcome.OPERATOR_FAULT)
                .replaceWithVoid();
    }

    /** Ends the refresh pauses of connections whose provider reported an error of any client. */
    public Uni<Void> endPausesForClients(String provider) {
        return update(
                        "trouble.retryAt = null where provider = ?1 and closedAt is null and trouble.outcome = ?2",
                        provider,
                        Outcome.OPERATOR_FAULT)
                .replaceWithVoid();
    }
}
