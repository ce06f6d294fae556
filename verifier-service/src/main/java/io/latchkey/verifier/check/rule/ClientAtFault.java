package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The provider refused Latchkey's own client: the operator's business, and no connection's. */
public final class ClientAtFault implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.OPERATOR_FAULT).map(probe -> Finding.of(Outcome.OPERATOR_FAULT, probe.detail()));
    }
}
