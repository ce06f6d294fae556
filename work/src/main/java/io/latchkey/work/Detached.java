package io.latchkey.work;

import io.quarkus.logging.Log;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs each piece of work on a separate Vert.x context, and so with a separate database session: pieces of work run at
 * once, and a caller who disconnects cancels the waiting, never the work. It keeps the caller's {@link Correlation}.
 */
@ApplicationScoped
public class Detached {
    private final Vertx vertx;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public Detached(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starts {@code work} once for each subscription, and joins its result on the subscriber's own context. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> join(start(work)));
    }

    /** Starts {@code work} at once; the future is its result, and cancelling it cancels nothing. */
    public <T> CompletableFuture<T> start(Supplier<Uni<T>> work) {
        var result = new CompletableFuture<T>();
        running.add(result);
        result.whenComplete((value, failure) -> running.remove(result));
        var correlation = Correlation.current();
        var context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> {
            Correlation.set(correlation);
            var unawaited = Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(result::complete, result::completeExceptionally);
        });
        return result;
    }

    /** A result that is under way elsewhere, delivered on the subscriber's own context. */
    public static <T> Uni<T> join(CompletionStage<T> result) {
        return Uni.createFrom().deferred(() -> {
            var caller = Vertx.currentContext();
            return Uni.createFrom()
                    .<T>emitter(emitter -> result.whenComplete((value, failure) -> on(caller, () -> {
                        if (failure == null) {
                            emitter.complete(value);
                        } else {
                            emitter.fail(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
                        }
                    })));
        });
    }

    /** Completes after {@code delay}, on the subscriber's own context. */
    public static Uni<Void> pause(Duration delay) {
        return Uni.createFrom()
                .deferred(() -> join(CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS))));
    }

    /** Whether the service is stopping, so that no due work may start. */
    public boolean stopping() {
        return stopping;
    }

    /** Waits for running work, at most for {@code patience}. */
    public void stop(Duration patience) {
        stopping = true;
        var ended = running.stream()
                .map(work -> work.handle((value, failure) -> value))
                .toArray(CompletableFuture[]::new);
        var unused = CompletableFuture.allOf(ended)
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (!running.isEmpty()) {
            Log.warnf("stopped with %d background tasks still running", running.size());
        }
    }

    private static void on(@Nullable Context caller, Runnable task) {
        if (caller == null) {
            task.run();
        } else {
            caller.runOnContext(ignored -> task.run());
        }
    }
}
