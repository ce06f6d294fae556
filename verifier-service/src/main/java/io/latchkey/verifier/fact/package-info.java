/** What the verifier tells. */
@NullMarked
package io.latchkey.verifier.fact;

import org.jspecify.annotations.NullMarked;
