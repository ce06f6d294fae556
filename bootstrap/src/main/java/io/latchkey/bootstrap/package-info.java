/** How a service starts: its settings, the checks before and at start, the clock and the ids. */
@NullMarked
package io.latchkey.bootstrap;

import org.jspecify.annotations.NullMarked;
