/** The end of a connection: everything is given back, destroyed, and told. */
@NullMarked
package io.latchkey.broker.closing;

import org.jspecify.annotations.NullMarked;
