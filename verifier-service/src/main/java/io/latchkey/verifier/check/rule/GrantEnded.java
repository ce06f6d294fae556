package io.latchkey.verifier.check.rule;

import io.latchkey.contracts.connection.Reason;
import io.latchkey.verifier.check.Finding;
import io.latchkey.verifier.check.Rule;
import io.latchkey.verifier.check.Snapshot;
import java.util.Optional;

/** The clock has passed the grant's end, unless the broker already holds a newer generation. */
public final class GrantEnded implements Rule {
    @Override
    public Optional<Finding> judge(Snapshot snapshot) {
        return snapshot.grant().endedBy(snapshot.now()) && !snapshot.isOutdated()
                ? Optional.of(Finding.permanent(Reason.EXPIRED, "past_its_end"))
                : Optional.empty();
    }
}
