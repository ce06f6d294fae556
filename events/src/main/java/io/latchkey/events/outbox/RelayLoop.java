package io.latchkey.events.outbox;

import io.latchkey.bootstrap.settings.CleanStop;
import io.latchkey.events.cloudevents.EventEncoder;
import io.latchkey.work.retry.Backoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs the {@link Relay} on a separate thread.
 *
 * <p>The loop cannot observe the commit that follows {@link Outbox#add}. So a notification makes it poll at once, then
 * again after pauses that double up to the poll interval. After a full batch it continues without a pause. After a
 * failure, including an {@link Error}, the pause doubles up to {@link #LONGEST_PAUSE}; failures are counted ({@code
 * latchkey.outbox.failures}).
 */
@ApplicationScoped
class RelayLoop {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final OutboxSettings config;
    private final Relay relay;
    private final OutboxGauges gauges;
    private final Counter failures;
    private final Object monitor = new Object();
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private boolean nudged;
    private volatile boolean stopping;

    RelayLoop(
            OutboxSettings config,
            DataSource dataSource,
            EventEncoder encoder,
            Clock clock,
            MeterRegistry metrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.config = config;
        var sender = new TransactionalSender(kafka, application + "-outbox");
        this.relay = new Relay(dataSource, encoder, sender, clock, config.batch());
        this.gauges = new OutboxGauges(metrics, clock);
        this.failures = metrics.counter("latchkey.outbox.failures");
        thread.setDaemon(true);
    }

    void start(@Observes StartupEvent event) {
        if (config.relay()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        nudge();
        thread.join(CleanStop.RELAY.toMillis());
        relay.close();
    }

    /** A row was written, or is about to be committed. */
    void nudge() {
        synchronized (monitor) {
            nudged = true;
            monitor.notifyAll();
        }
    }

    private void run() {
        var pause = SHORTEST_PAUSE;
        while (!stopping) {
            var longest = config.poll();
            try {
                gauges.update(relay);
                int published = relay.publishBatch();
                pause = published == 0 ? pause : SHORTEST_PAUSE;
                if (published == config.batch()) {
                    continue;
                }
            } catch (FencedException e) {
                Log.debugf("another replica ran the relay meanwhile");
                pause = SHORTEST_PAUSE;
            } catch (SQLException | RuntimeException e) {
                Log.warnf("outbox not published, retrying cause=%s", e);
                longest = failed();
            } catch (Error e) {
                // Nothing restarts this thread, so it survives what would end it unseen.
                Log.error("outbox relay failed, retrying", e);
                longest = failed();
            }
            pause = pauseOrNudge(pause) ? SHORTEST_PAUSE : new Backoff(SHORTEST_PAUSE, longest).next(pause);
        }
    }

    private Duration failed() {
        failures.increment();
        return LONGEST_PAUSE;
    }

    private boolean pauseOrNudge(Duration pause) {
        synchronized (monitor) {
            try {
                if (!nudged) {
                    monitor.wait(pause.toMillis());
                }
            } catch (InterruptedException e) {
                // A client that was interrupted leaves the flag behind; only stop() ends the loop.
                Log.debug("the outbox relay was interrupted");
            }
            boolean wasNudged = nudged;
            nudged = false;
            return wasNudged;
        }
    }
}
