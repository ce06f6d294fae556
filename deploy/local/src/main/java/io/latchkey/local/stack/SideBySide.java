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

/**
 * Runs independent steps in parallel; the first failure, or an interruption, ends the others. All steps have ended when
 * {@code run} returns or throws, so the caller can clean up completely.
 */
final class SideBySide {
    private static final long END_WITHIN_SECONDS = 30;

    private SideBySide() {}

    static void run(List<Runnable> steps) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, steps.size()));
        try {
            awaitAll(steps, threads);
            threads.shutdown();
        } catch (ExecutionException e) {
            end(threads);
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            end(threads);
            Thread.currentThread().interrupt();
            throw new StartFailed("Interrupted", e);
        }
    }

    private static void awaitAll(List<Runnable> steps, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        var outcomes = new ExecutorCompletionService<Void>(threads);
        List<Future<Void>> running = new ArrayList<>();
        steps.forEach(step -> running.add(outcomes.submit(step, null)));
        for (int done = 0; done < running.size(); done++) {
            outcomes.take().get();
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
