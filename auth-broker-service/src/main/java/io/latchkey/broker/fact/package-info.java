/** What the broker tells the other services. */
@NullMarked
package io.latchkey.broker.fact;

import org.jspecify.annotations.NullMarked;
