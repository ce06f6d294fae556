/** One look at a connection and what it means. */
@NullMarked
package io.latchkey.verifier.check;

import org.jspecify.annotations.NullMarked;
