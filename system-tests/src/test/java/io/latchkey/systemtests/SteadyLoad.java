package io.latchkey.systemtests;

import static org.awaitility.Awaitility.await;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.http.Http;
import io.latchkey.local.stack.ServiceProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Callers behind a router that sends to a service for as long as it says that it is ready. */
final class SteadyLoad {
    private static final int CALLERS = 4;
    private static final int ANSWERS_FIRST = 20;

    private final Http http;
    private final ServiceProcess service;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<RuntimeException> unanswered = new ConcurrentLinkedQueue<>();
    private volatile boolean ready = true;
    private volatile boolean saidNotReady;

    SteadyLoad(Http http, ServiceProcess service) {
        this.http = http;
        this.service = service;
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** What was sent while the service said that it was ready, and not answered. */
    List<RuntimeException> unanswered() {
        return List.copyOf(unanswered);
    }

    /** It still answered when it reported that it was not ready any more. */
    boolean saidNotReady() {
        return saidNotReady;
    }

    /** Ends the service in order while calls go on; returns when it is gone and every call has ended. */
    void stopUnder(Supplier<Answer> call) {
        var threads = Executors.newCachedThreadPool();
        threads.submit(this::watchReadiness);
        Stream.generate(() -> call).limit(CALLERS).forEach(each -> threads.submit(() -> callWhileReady(each)));
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> answers.size() >= ANSWERS_FIRST || !unanswered.isEmpty());
            service.stop();
        } finally {
            ready = false;
            end(threads);
        }
    }

    private void watchReadiness() {
        while (ready) {
            try {
                saidNotReady = http.get(service.url() + "/q/health/ready").status() == 503;
                ready = !saidNotReady;
            } catch (UncheckedIOException gone) {
                ready = false;
            }
        }
    }

    private void callWhileReady(Supplier<Answer> call) {
        while (ready) {
            try {
                answers.add(call.get());
            } catch (RuntimeException e) {
                unanswered.add(e);
            }
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("calls did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
