package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import java.util.Objects;
import java.util.Optional;

/** The provider has refused the grant permanently. */
final class GrantRefused implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.probe(Outcome.PERMANENT)
                .map(probe ->
                        Finding.permanent(Objects.requireNonNullElse(probe.reason(), Reason.REFUSED), probe.detail()));
    }
}
