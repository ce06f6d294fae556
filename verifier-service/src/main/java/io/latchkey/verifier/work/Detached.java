package io.latchkey.verifier.work;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs each piece of work on a separate Vert.x context, and so with a separate database session: pieces of work run at
 * once, and a caller who hangs up cancels none.
 */
@ApplicationScoped
public class Detached {
    private final Vertx vertx;

    Detached(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Starts {@code work} at once; the future is its result, and cancelling it cancels nothing. */
    public <T> CompletableFuture<T> start(Supplier<Uni<T>> work) {
        var result = new CompletableFuture<T>();
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> {
            var unawaited = Uni.createFrom()
                    .deferred(work::get)
                    .subscribe()
                    .with(result::complete, result::completeExceptionally);
        });
        return result;
    }

    /** The result of what was started, delivered on the subscriber's own context. */
    public static <T> Uni<T> join(CompletionStage<T> result) {
        return Uni.createFrom().deferred(() -> {
            var caller = Vertx.currentContext();
            return Uni.createFrom()
                    .<T>emitter(emitter -> result.whenComplete((value, failure) -> caller.runOnContext(ignored -> {
                        if (failure == null) {
                            emitter.complete(value);
                        } else {
                            emitter.fail(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
                        }
                    })));
        });
    }

    /** Completes after {@code delay}, on the subscriber's own context. */
    public Uni<Void> pause(Duration delay) {
        return Uni.createFrom().deferred(() -> {
            var over = new CompletableFuture<Void>();
            vertx.setTimer(delay.toMillis(), timer -> over.complete(null));
            return join(over);
        });
    }
}
