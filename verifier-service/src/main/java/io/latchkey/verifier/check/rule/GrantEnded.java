package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Reason;
import java.util.Optional;

/** The grant's end has passed, regardless of the provider's response. */
final class GrantEnded implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.isPastItsEnd()
                ? Optional.of(Finding.permanent(Reason.EXPIRED, "past_its_end"))
                : Optional.empty();
    }
}
