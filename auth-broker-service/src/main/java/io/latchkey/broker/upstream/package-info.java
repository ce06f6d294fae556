/** Calls to providers: their limits, their answers, and what a failure means. */
@NullMarked
package io.latchkey.broker.upstream;

import org.jspecify.annotations.NullMarked;
