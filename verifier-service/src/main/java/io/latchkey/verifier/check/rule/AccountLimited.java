package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The grant works, and the account behind it is limited. */
public final class AccountLimited implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.LIMITED).map(probe -> Finding.of(Outcome.LIMITED, probe.detail()));
    }
}
