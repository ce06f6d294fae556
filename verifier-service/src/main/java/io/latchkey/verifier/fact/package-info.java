/** The facts that the verifier publishes. */
@NullMarked
package io.latchkey.verifier.fact;

import org.jspecify.annotations.NullMarked;
