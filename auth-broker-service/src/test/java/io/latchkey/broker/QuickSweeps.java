package io.latchkey.broker;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.common.runtime.ScheduledInvoker;
import io.quarkus.scheduler.common.runtime.ScheduledMethod;
import io.quarkus.scheduler.common.runtime.SchedulerContext;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the sweeps five times a second, in addition to the scheduler, which looks for due jobs once a second, whatever
 * the settings say. Tests would spend minutes on waiting for it.
 */
@ApplicationScoped
class QuickSweeps {
    private static final long PAUSE_MILLIS = 200;
    private static final String INTERVAL_OF_A_SWEEP = "sweep-interval";

    private final Scheduler scheduler;
    private final List<ScheduledInvoker> sweeps;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "quick-sweeps"));

    QuickSweeps(Scheduler scheduler, SchedulerContext context) {
        this.scheduler = scheduler;
        this.sweeps = context.getScheduledMethods().stream()
                .filter(QuickSweeps::isSweep)
                .map(ScheduledMethod::getInvokerClassName)
                .map(context::createInvoker)
                .toList();
    }

    private static boolean isSweep(ScheduledMethod method) {
        return method.getSchedules().stream().anyMatch(job -> job.every().contains(INTERVAL_OF_A_SWEEP));
    }

    void start(@Observes StartupEvent event) {
        var unawaited = thread.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void run() {
        if (scheduler.isRunning()) {
            sweeps.forEach(QuickSweeps::run);
        }
    }

    private static void run(ScheduledInvoker sweep) {
        try {
            VertxContextSupport.subscribeAndAwait(
                    () -> Uni.createFrom().completionStage(Unchecked.supplier(() -> sweep.invoke(null))));
        } catch (Throwable e) {
            Log.debugf("the sweep is repeated cause=%s", e.getClass().getName());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
