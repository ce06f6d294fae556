package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.verifier.probe.Answer.NoCredential;
import io.latchkey.verifier.probe.Answer.Unreachable;
import java.util.Optional;

/** The provider was not asked: the broker failed, or has no credential for the probe. */
final class NotAsked implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        if (snapshot.answer() instanceof Unreachable silence) {
            return Optional.of(Finding.of(Outcome.TRANSIENT, silence.detail()));
        }
        return snapshot.answer() instanceof NoCredential
                ? Optional.of(Finding.of(Outcome.UNKNOWN, "no_credential"))
                : Optional.empty();
    }
}
