/**
 * The rules that evaluate a check: one class for each rule, ordered by
 * {@link io.latchkey.verifier.check.rule.CheckRules}.
 */
@NullMarked
package io.latchkey.verifier.check.rule;

import org.jspecify.annotations.NullMarked;
