package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.util.Optional;

/** The provider refused the access token without a final reason. This is a suspicion until it counts as permanent. */
final class TokenRefused implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.SUSPECT)
                .map(probe -> snapshot.isRefusalConfirmed()
                        ? Finding.permanent(Reason.REFUSED, probe.detail())
                        : Finding.of(Outcome.SUSPECT, probe.detail()));
    }
}
