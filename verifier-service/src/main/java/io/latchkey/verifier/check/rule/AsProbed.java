package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.probe.ProbeResult;
import java.util.Objects;
import java.util.Optional;

/** The finding is the result of the probe: nothing else is known that could change it. */
final class AsProbed implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe().map(AsProbed::finding);
    }

    /** An older broker may omit the outcome. */
    private static Finding finding(ProbeResult probe) {
        return Finding.of(Objects.requireNonNullElse(probe.outcome(), Outcome.UNKNOWN), probe.detail());
    }
}
