/** The refusals and outages that a use case reports to its caller, independent of the protocol. */
@NullMarked
package io.latchkey.work.failure;

import org.jspecify.annotations.NullMarked;
