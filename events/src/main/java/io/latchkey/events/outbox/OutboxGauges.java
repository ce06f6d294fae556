package io.latchkey.events.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Metrics of waiting records: their number {@code latchkey.outbox.depth} (at most 10,000), the age of the oldest {@code
 * latchkey.outbox.age} in seconds, and the number of keys behind a refused record {@code latchkey.outbox.stopped}. Each
 * replica measures them every five seconds.
 */
final class OutboxGauges {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Clock clock;
    private final AtomicLong depth;
    private final AtomicLong age;
    private final AtomicLong stopped;
    private Instant due = Instant.MIN;

    OutboxGauges(MeterRegistry metrics, Clock clock) {
        this.clock = clock;
        this.depth = metrics.gauge("latchkey.outbox.depth", new AtomicLong());
        this.age = metrics.gauge("latchkey.outbox.age", new AtomicLong());
        this.stopped = metrics.gauge("latchkey.outbox.stopped", new AtomicLong());
    }

    void update(Relay relay) throws SQLException {
        var now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(INTERVAL);
        var backlog = relay.backlog();
        depth.set(backlog.depth());
        age.set(
                backlog.oldest() == null
                        ? 0
                        : Duration.between(backlog.oldest(), now).toSeconds());
        stopped.set(relay.stoppedKeys());
    }
}
