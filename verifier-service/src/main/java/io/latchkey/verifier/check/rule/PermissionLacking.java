package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The grant works, but the provider wants a permission that it does not have. */
public final class PermissionLacking implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.INSUFFICIENT).map(probe -> Finding.of(Outcome.INSUFFICIENT, probe.detail()));
    }
}
