/** Clients of the other Latchkey services. */
@NullMarked
package io.latchkey.connection.peer;

import org.jspecify.annotations.NullMarked;
