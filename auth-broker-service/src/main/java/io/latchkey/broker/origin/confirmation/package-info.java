/** An operator confirms that a provider has moved to a new origin. */
@NullMarked
package io.latchkey.broker.origin.confirmation;

import org.jspecify.annotations.NullMarked;
