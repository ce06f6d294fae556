package io.latchkey.verifier.check.rule;

import java.util.Optional;

/** A rule for the meaning of a check. A pure function. */
interface Rule {
    /** Returns the finding; empty if the rule does not apply. */
    Optional<Finding> judge(Snapshot snapshot);
}
