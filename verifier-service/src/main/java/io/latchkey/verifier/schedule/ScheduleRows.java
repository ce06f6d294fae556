package io.latchkey.verifier.schedule;

import io.latchkey.contracts.connection.ConnectionView;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The table of {@link ScheduleEntry}. Each method uses the session that its caller has open. */
@ApplicationScoped
class ScheduleRows {
    private static final String INSERT = """
            insert into schedule (connection_id, tenant, provider, feed_partition, sequence, state, generation)
            values (:id, :tenant, :provider, :partition, 0, 'PENDING', 0)
            on conflict (connection_id) do update set feed_partition = excluded.feed_partition""";

    /** Inserts the row, or updates the partition of the existing row; then locks it until the transaction ends. */
    Uni<ScheduleEntry> ensure(ConnectionView view, int partition) {
        return session()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", view.id())
                        .setParameter("tenant", view.tenant())
                        .setParameter("provider", view.provider().id())
                        .setParameter("partition", partition)
                        .executeUpdate())
                .chain(() -> findLocked(view.id()));
    }

    Uni<Void> remove(UUID connectionId) {
        return session()
                .chain(session -> session.createMutationQuery("delete ScheduleEntry where connectionId = :id")
                        .setParameter("id", connectionId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<@Nullable ScheduleEntry> find(UUID connectionId) {
        return session().chain(session -> session.find(ScheduleEntry.class, connectionId));
    }

    /** The row, locked until the transaction ends. */
    Uni<@Nullable ScheduleEntry> findLocked(UUID connectionId) {
        return session()
                .chain(session -> session.find(ScheduleEntry.class, connectionId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** @param statement one of {@link ClaimQueries} */
    Uni<List<ScheduleEntry>> claim(String statement, UnaryOperator<Mutiny.SelectionQuery<ScheduleEntry>> parameters) {
        return session().chain(session -> parameters
                .apply(session.createNativeQuery(statement, ScheduleEntry.class))
                .getResultList());
    }

    /** The time that measures claims. It is the database's, because the clocks of replicas differ. */
    Uni<Instant> databaseTime() {
        return session().chain(session -> session.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult());
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }
}
