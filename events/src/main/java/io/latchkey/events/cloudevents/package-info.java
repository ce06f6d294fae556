/** The wire format, in both directions. */
@NullMarked
package io.latchkey.events.cloudevents;

import org.jspecify.annotations.NullMarked;
