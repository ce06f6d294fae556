package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The provider did not answer, or answered that it fails, which says nothing about the grant. */
public final class ProviderFails implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.TRANSIENT).map(probe -> Finding.of(Outcome.TRANSIENT, probe.detail()));
    }
}
