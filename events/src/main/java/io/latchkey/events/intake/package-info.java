/**
 * Consuming: bytes are read and decoded here. What cannot be read goes to the dead-letter topic with its cause; every
 * other failure is retried in place, without end.
 */
@NullMarked
package io.latchkey.events.intake;

import org.jspecify.annotations.NullMarked;
