/** How a service starts, and with what it does not. */
@NullMarked
package io.latchkey.bootstrap.start;

import org.jspecify.annotations.NullMarked;
