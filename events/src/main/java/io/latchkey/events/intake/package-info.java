/**
 * Consuming: bytes are read and decoded here. What cannot be read, or what a rule or the database refuses because of its
 * content, goes to the dead-letter topic with its cause; a failure of a server or the network is retried in place, without
 * end.
 */
@NullMarked
package io.latchkey.events.intake;

import org.jspecify.annotations.NullMarked;
