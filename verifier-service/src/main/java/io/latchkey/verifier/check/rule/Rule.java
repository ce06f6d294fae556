package io.latchkey.verifier.check.rule;

import java.util.Optional;

/** One thing that a look may mean. Pure. */
interface Rule {
    /** What it means; empty if this rule has nothing to say of it. */
    Optional<Finding> judge(Snapshot snapshot);
}
