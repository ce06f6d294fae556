/** Ending connections. */
@NullMarked
package io.latchkey.connection.deletion;

import org.jspecify.annotations.NullMarked;
