/** Runs the broker's background jobs: how many work at a time, and how they stop. */
@NullMarked
package io.latchkey.broker.sweep;

import org.jspecify.annotations.NullMarked;
