package io.latchkey.broker.deletion;

import io.latchkey.edge.problem.Problem;
import io.latchkey.work.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Notes that a connection is deleted: nothing new begins on it from now on, and {@link DestroyClosed} does the rest.
 * Shortcut and feed bring the same deletion in any order, and also for connections that the broker never heard of.
 */
@ApplicationScoped
public class CloseConnection {
    private static final String CLOSE = """
            insert into credential (connection_id, tenant, closed_at, force_revocation, due_at)
            values (:connectionId, :tenant, :now, :force, :now)
            on conflict (connection_id) do update set
                closed_at = coalesce(credential.closed_at, excluded.closed_at),
                force_revocation = credential.force_revocation or excluded.force_revocation,
                due_at = case when credential.closed_at is null then excluded.due_at else credential.due_at end
            where credential.tenant = excluded.tenant""";

    private final Clock clock;

    CloseConnection(Clock clock) {
        this.clock = clock;
    }

    /** In a transaction of its own; a 404 problem if the connection is another tenant's. */
    Uni<Void> close(UUID connectionId, String tenant, boolean force) {
        return Panache.withTransaction(() -> note(connectionId, tenant, force))
                .invoke(ours -> {
                    if (!ours) {
                        throw Problem.notFound("connection");
                    }
                    Log.infof("connection closed connection=%s correlation=%s", connectionId, Correlation.text());
                })
                .replaceWithVoid();
    }

    /** In the current transaction; false if the connection is another tenant's. */
    public Uni<Boolean> note(UUID connectionId, String tenant, boolean force) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLOSE)
                        .setParameter("connectionId", connectionId)
                        .setParameter("tenant", tenant)
                        .setParameter("now", clock.instant())
                        .setParameter("force", force)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
