package io.latchkey.broker.refresh;

import io.latchkey.broker.upstream.Failure;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.retry.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long no refresh is sent after a failure; never shorter than the provider asked for, up to an hour. */
@ApplicationScoped
class RefreshPauses {
    /** What a provider has answered it will answer again in a few seconds. */
    private static final int DOUBLINGS_AFTER_ANSWER = 2;

    private final Backoff backoff;

    RefreshPauses(RefreshSettings config) {
        backoff = new Backoff(config.firstPause(), config.longestPause());
    }

    /** The pause of a connection after {@code failures} in a row, of which {@code failure} is the last. */
    Duration after(Failure failure, int failures) {
        boolean answered = failure.outcome() != Outcome.TRANSIENT;
        return pause(failure, Math.max(failures, 1) + (answered ? DOUBLINGS_AFTER_ANSWER : 0));
    }

    /** The pause of a client, which is short at first: all its connections wait, and one of them may be all that is wrong. */
    Duration ofClientAfter(Failure failure, int failures) {
        return pause(failure, failures);
    }

    private Duration pause(Failure failure, int failures) {
        var ours = Backoff.withJitter(backoff.after(failures), ThreadLocalRandom.current());
        return Backoff.atLeast(failure.retryAfter(), ours);
    }
}
