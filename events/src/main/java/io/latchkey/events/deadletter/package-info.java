/** Records that cannot be read or applied: they are moved to the dead-letter topic and can be replayed from there. */
@NullMarked
package io.latchkey.events.deadletter;

import org.jspecify.annotations.NullMarked;
