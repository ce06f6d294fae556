package io.latchkey.connection.creation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes expired idempotency keys. This is not a {@code Sweep}: one statement finds and deletes them. */
@ApplicationScoped
class ForgetKeys {
    private final Replays replays;

    ForgetKeys(Replays replays) {
        this.replays = replays;
    }

    @Scheduled(identity = "forget-idempotency-keys", every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return Panache.withTransaction(replays::forget);
    }
}
