package io.latchkey.broker.sweep;

import io.latchkey.bootstrap.settings.CleanStop;
import io.latchkey.work.Detached;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** On a clean shutdown, starts no more sweeps and waits for running work. */
@ApplicationScoped
class StopSweeps {
    private final Detached detached;
    private final Scheduler scheduler;

    StopSweeps(Detached detached, Scheduler scheduler) {
        this.detached = detached;
        this.scheduler = scheduler;
    }

    void stop(@Observes ShutdownEvent event) {
        scheduler.pause();
        detached.stop(CleanStop.OWN_WORK);
    }
}
