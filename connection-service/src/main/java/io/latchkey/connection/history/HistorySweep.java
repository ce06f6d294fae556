package io.latchkey.connection.history;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Deletes history entries that are older than the retention. Replicas run it in parallel, each on its own entries. This
 * is not a {@code Sweep}: one statement finds and deletes a batch, so there is nothing to claim or to postpone.
 */
@ApplicationScoped
class HistorySweep {
    private static final int BATCH = 1000;

    private final History history;
    private final HistorySettings config;
    private final Clock clock;

    HistorySweep(History history, HistorySettings config, Clock clock) {
        this.history = history;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "history-sweep",
            every = "${latchkey.history.sweep-interval}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var time = clock.instant().minus(config.retention());
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> history.forget(time, BATCH)))
                .repeat()
                .whilst(deleted -> deleted == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
