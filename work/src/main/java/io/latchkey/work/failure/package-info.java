/** The refusals and outages that a use case reports to its caller; they know no protocol. */
@NullMarked
package io.latchkey.work.failure;

import org.jspecify.annotations.NullMarked;
