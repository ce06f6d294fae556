package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.probe.Answer;
import io.latchkey.verifier.probe.Answer.Probed;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that is known at the time of a check.
 *
 * @param grant the grant according to the feed
 * @param answer the result of asking the broker
 * @param isRefusalConfirmed whether the access token has been refused often and long enough, this check included, for
 *     the refusal to count as permanent
 */
public record Snapshot(Grant grant, Answer answer, boolean isRefusalConfirmed, Instant now) {
    /** The probe of the provider; empty if the provider was not asked. */
    public Optional<ProbeResult> probe() {
        return answer instanceof Probed reported ? Optional.of(reported.result()) : Optional.empty();
    }

    /** The probe, if {@code outcome} is its outcome. */
    public Optional<ProbeResult> probe(Outcome outcome) {
        return probe().filter(result -> result.outcome() == outcome);
    }

    /**
     * Whether the grant's end has passed, unless the broker already has a newer generation, or the provider has just
     * reported a later end.
     */
    public boolean isPastItsEnd() {
        return grant.endedBy(now) && !isOutdated() && !isExtended();
    }

    private boolean isExtended() {
        return probe(Outcome.OK)
                .map(ProbeResult::expiresAt)
                .filter(end -> end.isAfter(now))
                .isPresent();
    }

    /** Whether the broker has a newer generation than the feed has reported. */
    private boolean isOutdated() {
        return probe().filter(result -> result.generation() > grant.generation())
                .isPresent();
    }
}
