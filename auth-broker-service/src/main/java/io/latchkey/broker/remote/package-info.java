/** Calls to providers: their limits, their answers, and what a failure means. */
@NullMarked
package io.latchkey.broker.remote;

import org.jspecify.annotations.NullMarked;
