/** The end of a connection: everything is given back, destroyed, and told. */
@NullMarked
package io.latchkey.broker.deletion;

import org.jspecify.annotations.NullMarked;
