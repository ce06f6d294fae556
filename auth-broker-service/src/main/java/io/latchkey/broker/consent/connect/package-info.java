/** The page that a link opens, and what its button does. */
@NullMarked
package io.latchkey.broker.consent.connect;

import org.jspecify.annotations.NullMarked;
