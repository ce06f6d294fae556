/** The clock and the ids. */
@NullMarked
package io.latchkey.edge.time;

import org.jspecify.annotations.NullMarked;
