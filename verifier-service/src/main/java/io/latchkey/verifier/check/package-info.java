/** A single check of a connection, and the meaning of its result. */
@NullMarked
package io.latchkey.verifier.check;

import org.jspecify.annotations.NullMarked;
