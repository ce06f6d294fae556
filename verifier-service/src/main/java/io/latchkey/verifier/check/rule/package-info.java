/** What a check concludes from what is known: one class for each rule, ordered by {@link io.latchkey.verifier.check.rule.Checks}. */
@NullMarked
package io.latchkey.verifier.check.rule;

import org.jspecify.annotations.NullMarked;
