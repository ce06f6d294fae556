/** How values are stored in columns, for all services. */
@NullMarked
package io.latchkey.edge.column;

import org.jspecify.annotations.NullMarked;
