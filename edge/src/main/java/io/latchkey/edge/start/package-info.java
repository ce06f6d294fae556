/** How a service starts, and with what it does not. */
@NullMarked
package io.latchkey.edge.start;

import org.jspecify.annotations.NullMarked;
