/** Runs due work: many pieces concurrently, each in a place of the window and on a separate context. */
@NullMarked
package io.latchkey.verifier.work;

import org.jspecify.annotations.NullMarked;
