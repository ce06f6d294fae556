/** The rules that judge a look, one class each; {@link io.latchkey.verifier.check.Checks} orders them. */
@NullMarked
package io.latchkey.verifier.check.rule;

import org.jspecify.annotations.NullMarked;
