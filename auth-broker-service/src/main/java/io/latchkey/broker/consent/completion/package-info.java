/** The last step of a consent, performed by the principal that began it. */
@NullMarked
package io.latchkey.broker.consent.completion;

import org.jspecify.annotations.NullMarked;
