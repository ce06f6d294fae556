/** Drops duplicates of applied events. */
@NullMarked
package io.latchkey.events.inbox;

import org.jspecify.annotations.NullMarked;
