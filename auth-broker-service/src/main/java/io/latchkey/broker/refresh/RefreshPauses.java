package io.latchkey.broker.refresh;

import io.latchkey.broker.upstream.Failure;
import io.latchkey.contracts.connection.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long nothing is sent after a failure. It grows with the failures, differs a little each time so that connections
 * that failed together do not come back together, and is never shorter than the provider asked for, up to an hour.
 */
@ApplicationScoped
class Backoff {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    /** What a provider has answered it will answer again in a few seconds. */
    private static final int DOUBLINGS_AFTER_ANSWER = 2;

    private static final int JITTER_PERCENT = 20;

    private final RefreshSettings config;

    Backoff(RefreshSettings config) {
        this.config = config;
    }

    /** The pause of a connection after {@code failures} in a row, of which {@code failure} is the last. */
    Duration after(Failure failure, int failures) {
        return after(failure, failures, failure.outcome() == Outcome.TRANSIENT ? 0 : DOUBLINGS_AFTER_ANSWER);
    }

    /** The pause of a client, which is short at first: all its connections wait, and one of them may be all that is wrong. */
    Duration ofClientAfter(Failure failure, int failures) {
        return after(failure, failures, 0);
    }

    private Duration after(Failure failure, int failures, int atLeast) {
        int doublings = Math.min(Math.max(failures - 1, 0) + atLeast, MOST_DOUBLINGS);
        var pause = shorter(config.firstPause().multipliedBy(1L << doublings), config.longestPause());
        var jitter = ThreadLocalRandom.current().nextInt(JITTER_PERCENT + 1);
        var varied = pause.plus(pause.multipliedBy(jitter).dividedBy(100));
        var asked = failure.retryAfter() == null ? Duration.ZERO : shorter(failure.retryAfter(), LONGEST_RETRY_AFTER);
        return varied.compareTo(asked) > 0 ? varied : asked;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
