package io.latchkey.broker.deletion;

import io.latchkey.broker.credential.Deletions;
import io.latchkey.work.Correlation;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Records that a connection is deleted. From then on no new work starts on it, and {@link DestroyClosed} carries out
 * the deletion. The request of connection-service and the public feed report the same deletion in any order, also for
 * connections that the broker does not know.
 */
@ApplicationScoped
public class CloseConnection {
    private final Deletions deletions;
    private final Clock clock;

    CloseConnection(Deletions deletions, Clock clock) {
        this.deletions = deletions;
        this.clock = clock;
    }

    /** Closes the connection in a separate transaction; fails with {@link NotFound} if it belongs to another tenant. */
    Uni<Void> close(UUID connectionId, String tenant, boolean force) {
        return Panache.withTransaction(() -> note(connectionId, tenant, force))
                .invoke(ours -> {
                    if (!ours) {
                        throw new NotFound("connection");
                    }
                    Log.infof("connection closed connection=%s correlation=%s", connectionId, Correlation.text());
                })
                .replaceWithVoid();
    }

    /** Closes the connection in the current transaction; false if it belongs to another tenant. */
    public Uni<Boolean> note(UUID connectionId, String tenant, boolean force) {
        return deletions.close(connectionId, tenant, force, clock.instant());
    }
}
