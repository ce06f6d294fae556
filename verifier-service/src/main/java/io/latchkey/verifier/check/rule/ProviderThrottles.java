package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The provider asked us to slow down, which says nothing about the grant. */
public final class ProviderThrottles implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.THROTTLED).map(probe -> Finding.of(Outcome.THROTTLED, probe.detail()));
    }
}
