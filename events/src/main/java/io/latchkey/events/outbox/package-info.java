/** Publishing what cannot be done twice: a row in the transaction that made it true, then a relay. */
@NullMarked
package io.latchkey.events.outbox;

import org.jspecify.annotations.NullMarked;
