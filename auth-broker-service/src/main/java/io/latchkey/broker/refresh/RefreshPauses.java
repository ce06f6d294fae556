package io.latchkey.broker.refresh;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.retry.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Computes how long no refresh is sent after a failure: at least as long as the provider asks for, up to an hour. */
@ApplicationScoped
class RefreshPauses {
    /**
     * The pause is longer after a response, because the provider is unlikely to respond differently within a few
     * seconds.
     */
    private static final int DOUBLINGS_AFTER_ANSWER = 2;

    private final Backoff backoff;

    RefreshPauses(RefreshSettings config) {
        backoff = new Backoff(config.firstPause(), config.longestPause());
    }

    /** Returns the pause of a connection after {@code failures} in a row, of which {@code failure} is the last. */
    Duration after(Failure failure, int failures) {
        boolean answered = failure.outcome() != Outcome.TRANSIENT;
        return pause(failure, Math.max(failures, 1) + (answered ? DOUBLINGS_AFTER_ANSWER : 0));
    }

    /**
     * Returns the pause of a client. It is short at first, because all connections of the client wait although only one
     * of them may be the cause.
     */
    Duration ofClientAfter(Failure failure, int failures) {
        return pause(failure, failures);
    }

    private Duration pause(Failure failure, int failures) {
        var ours = Backoff.withJitter(backoff.after(failures), ThreadLocalRandom.current());
        return Backoff.atLeast(failure.retryAfter(), ours);
    }
}
