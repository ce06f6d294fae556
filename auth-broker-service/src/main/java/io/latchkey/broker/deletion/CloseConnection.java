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
 * Notes that a connection is deleted: nothing new begins on it from now on, and {@link DestroyClosed} does the rest.
 * Shortcut and feed bring the same deletion in any order, and also for connections that the broker never heard of.
 */
@ApplicationScoped
public class CloseConnection {
    private final Deletions deletions;
    private final Clock clock;

    CloseConnection(Deletions deletions, Clock clock) {
        this.deletions = deletions;
        this.clock = clock;
    }

    /** In a separate transaction; fails with {@link NotFound} if the connection is another tenant's. */
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

    /** In the current transaction; false if the connection is another tenant's. */
    public Uni<Boolean> note(UUID connectionId, String tenant, boolean force) {
        return deletions.close(connectionId, tenant, force, clock.instant());
    }
}
