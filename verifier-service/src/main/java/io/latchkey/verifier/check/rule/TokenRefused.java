package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.check.Outcome;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The provider refused the access token without a final reason. */
public final class TokenRefused implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.SUSPECT).map(probe -> Finding.of(Outcome.SUSPECT, probe.detail()));
    }
}
