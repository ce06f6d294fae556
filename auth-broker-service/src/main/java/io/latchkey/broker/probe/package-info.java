/** Probes: one cheap request that shows whether a credential works. */
@NullMarked
package io.latchkey.broker.probe;

import org.jspecify.annotations.NullMarked;
