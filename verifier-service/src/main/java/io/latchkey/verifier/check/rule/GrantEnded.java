package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Reason;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The grant's end has passed, whatever the provider says. */
public final class GrantEnded implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.isPastItsEnd()
                ? Optional.of(Finding.permanent(Reason.EXPIRED, "past_its_end"))
                : Optional.empty();
    }
}
