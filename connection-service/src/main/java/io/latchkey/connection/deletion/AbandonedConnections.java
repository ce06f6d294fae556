package io.latchkey.connection.deletion;

import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.Connections.Id;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Deletes connections whose first authorization was not completed in time, in the same way as any other deletion. This
 * is not a {@code Sweep}: each deletion is one transaction under the row lock, so there is nothing to claim, and a
 * connection that could not be deleted is still pending at the next run.
 */
@ApplicationScoped
class AbandonedConnections {
    private static final int BATCH = 500;

    private final Connections connections;
    private final DeleteConnection deleteConnection;
    private final PendingSettings config;
    private final Clock clock;

    AbandonedConnections(
            Connections connections, DeleteConnection deleteConnection, PendingSettings config, Clock clock) {
        this.connections = connections;
        this.deleteConnection = deleteConnection;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "abandoned-connections",
            every = "${latchkey.pending.sweep-interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var latest = clock.instant().minus(config.lifetime());
        return Panache.withSession(() -> connections.pendingSince(latest, BATCH))
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(this::delete)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> delete(Id abandoned) {
        return deleteConnection
                .deleteAbandoned(abandoned.tenant(), abandoned.id())
                .onFailure()
                .invoke(failure -> Log.warnf(failure, "abandoned connection not deleted connection=%s", abandoned.id()))
                .onFailure()
                .recoverWithNull();
    }
}
