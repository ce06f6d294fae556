package io.latchkey.events.intake;

import io.latchkey.events.cloudevents.UnreadableEventException;
import io.latchkey.events.record.Position;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Retries an attempt, with increasing pauses, in the Vert.x context in which it was started.
 *
 * <ol>
 *   <li>A failure of a server or the network ({@link Faults}) is retried without limit.
 *   <li>An {@link UnreadableEventException} is passed on at once.
 *   <li>Any other failure is passed on after {@link #ATTEMPTS} attempts, since a race between replicas can look like a
 *       fault of the record; during shutdown it is always retried.
 * </ol>
 *
 * Failures are logged and counted ({@code latchkey.events.retries}); {@code latchkey.events.retry.age} is for how many
 * seconds the oldest record that is being retried has failed. The partition waits meanwhile.
 */
@ApplicationScoped
class RetryInPlace {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<Position, Instant> failingSince = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    RetryInPlace(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        metrics.gauge("latchkey.events.retry.age", this, RetryInPlace::oldestAge);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    <T> Uni<T> untilDone(Position position, Supplier<Uni<T>> attempt) {
        var context = Objects.requireNonNull(Vertx.currentContext(), "called outside a Vert.x context");
        var attempts = new AtomicInteger();
        return Uni.createFrom()
                .deferred(attempt::get)
                .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .until(failure -> mayPass(failure, attempts.incrementAndGet()) && note(position, failure))
                .onTermination()
                .invoke(() -> failingSince.remove(position))
                .emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    private boolean mayPass(Throwable failure, int attempts) {
        return !(failure instanceof UnreadableEventException)
                && (Faults.ofAServer(failure) || stopping || attempts < ATTEMPTS);
    }

    private boolean note(Position position, Throwable failure) {
        failingSince.putIfAbsent(position, clock.instant());
        metrics.counter("latchkey.events.retries", "topic", position.topic()).increment();
        Log.warnf(
                failure,
                "event not applied, retrying topic=%s partition=%d offset=%d",
                position.topic(),
                position.partition(),
                position.offset());
        return true;
    }

    private double oldestAge() {
        return failingSince.values().stream()
                .min(Instant::compareTo)
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
