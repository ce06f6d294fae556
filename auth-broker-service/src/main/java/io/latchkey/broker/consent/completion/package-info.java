/** The last step of a consent, by who began it. */
@NullMarked
package io.latchkey.broker.consent.completion;

import org.jspecify.annotations.NullMarked;
