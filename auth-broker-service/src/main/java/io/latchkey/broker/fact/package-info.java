/** The facts that the broker publishes to the other services. */
@NullMarked
package io.latchkey.broker.fact;

import org.jspecify.annotations.NullMarked;
