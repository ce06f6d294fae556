/** The page of a link, and the action of its button. */
@NullMarked
package io.latchkey.broker.consent.connect;

import org.jspecify.annotations.NullMarked;
