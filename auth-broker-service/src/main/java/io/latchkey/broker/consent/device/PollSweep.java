package io.latchkey.broker.consent.device;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.sweep.Sweeps;
import io.latchkey.work.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds flows that are due for a poll. A claim moves the due time, so that one replica polls, and another one repeats
 * the poll if that replica crashes or a server that it needs does not respond.
 */
@ApplicationScoped
class PollSweep {
    private final Sweep<Authorization> sweep;

    PollSweep(PollProvider poll, PollSettings config, Sweeps sweeps) {
        this.sweep = sweeps.of(
                "poll for the result of a device code",
                Authorizations.TO_POLL,
                config.repeatAfter(),
                poll::poll,
                (due, failure) -> Uni.createFrom().voidItem());
    }

    @Scheduled(every = "${latchkey.device.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep.run();
    }
}
