/** The clock and the ids. */
@NullMarked
package io.latchkey.bootstrap.time;

import org.jspecify.annotations.NullMarked;
