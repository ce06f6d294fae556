package io.latchkey.local.stack;

import io.latchkey.local.process.StartFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Steps that do not depend on each other, done at once; the first failure ends the others. */
final class SideBySide {
    private static final long END_WITHIN_SECONDS = 30;

    private SideBySide() {}

    static void run(List<Runnable> steps) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, steps.size()));
        try {
            var outcomes = new ExecutorCompletionService<Void>(threads);
            List<Future<Void>> running = new ArrayList<>();
            steps.forEach(step -> running.add(outcomes.submit(step, null)));
            for (int done = 0; done < running.size(); done++) {
                outcomes.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted", e);
        } finally {
            end(threads);
        }
    }

    /** Nothing is still starting when this returns, so that whoever cleans up afterwards misses nothing. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
