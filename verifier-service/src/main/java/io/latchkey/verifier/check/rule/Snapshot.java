package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.probe.Answer;
import io.latchkey.verifier.probe.Answer.Probed;
import java.time.Instant;
import java.util.Optional;

/**
 * All that is known at one check.
 *
 * @param grant as the feed has it
 * @param answer of the broker
 * @param isRefusalBelieved whether a refused access token, this one included, has been refused often and long enough
 */
public record Snapshot(Grant grant, Answer answer, boolean isRefusalBelieved, Instant now) {
    /** What the provider was seen to do; empty if it was not asked. */
    public Optional<ProbeResult> probe() {
        return answer instanceof Probed reported ? Optional.of(reported.result()) : Optional.empty();
    }

    /** The probe, if this is what it found. */
    public Optional<ProbeResult> probe(Outcome outcome) {
        return probe().filter(result -> result.outcome() == outcome);
    }

    /** Whether the clock has passed the grant's end, unless the broker already holds a newer generation. */
    public boolean isPastItsEnd() {
        return grant.endedBy(now) && !isOutdated();
    }

    /** Whether the broker holds a newer generation than the feed has reported of. */
    private boolean isOutdated() {
        return probe().filter(result -> result.generation() > grant.generation())
                .isPresent();
    }
}
