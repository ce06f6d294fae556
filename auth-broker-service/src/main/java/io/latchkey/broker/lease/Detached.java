package io.latchkey.broker.lease;

import io.latchkey.settings.CleanStop;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a subscription of the broker's own: a caller who hangs up cancels the waiting, never the work. A clean
 * stop lets no sweep begin, and waits for what runs.
 */
@ApplicationScoped
public class Detached {
    private final Vertx vertx;
    private final Scheduler scheduler;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Detached(Vertx vertx, Scheduler scheduler) {
        this.vertx = vertx;
        this.scheduler = scheduler;
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
        onContextOfItsOwn(() -> Uni.createFrom()
                .deferred(work::get)
                .subscribeAsCompletionStage()
                .whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                }));
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

    private static void on(@Nullable Context caller, Runnable task) {
        if (caller == null) {
            task.run();
        } else {
            caller.runOnContext(ignored -> task.run());
        }
    }

    private void onContextOfItsOwn(Runnable task) {
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> task.run());
    }

    /** Whether the service is being stopped, so that no due work may begin. */
    boolean stopping() {
        return stopping;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        scheduler.pause();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .get(CleanStop.OWN_WORK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failedOnItsOwn) {
            Log.debug("work that a stop waited for has failed", failedOnItsOwn);
        } catch (TimeoutException tooLong) {
            Log.warnf("stopped with %d pieces of work still running", running.size());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
