/** Calls of other Latchkey services. */
@NullMarked
package io.latchkey.edge.peer;

import org.jspecify.annotations.NullMarked;
