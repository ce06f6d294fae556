package io.latchkey.events.intake;

import io.latchkey.events.cloudevents.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Repeats an attempt until it succeeds, with growing pauses, in the Vert.x context that it was begun in. Only an
 * {@link UnreadableEventException} gets through. Failures are logged and counted
 * ({@code latchkey.events.retries}), for nothing else tells of a consumer that stands still.
 */
@ApplicationScoped
class RetryInPlace {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final MeterRegistry metrics;

    RetryInPlace(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    Uni<Void> untilDone(Position position, Supplier<Uni<Void>> attempt) {
        var context = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(attempt::get)
                .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
                .onFailure(failure -> !(failure instanceof UnreadableEventException))
                .invoke(failure -> tell(position, failure))
                .onFailure(failure -> !(failure instanceof UnreadableEventException))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private void tell(Position position, Throwable failure) {
        metrics.counter("latchkey.events.retries", "topic", position.topic()).increment();
        Log.warnf(
                failure,
                "event not applied, trying again topic=%s partition=%d offset=%d",
                position.topic(),
                position.partition(),
                position.offset());
    }
}
