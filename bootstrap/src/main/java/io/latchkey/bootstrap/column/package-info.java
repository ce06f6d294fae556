/** How values are stored in columns, for all services. */
@NullMarked
package io.latchkey.bootstrap.column;

import org.jspecify.annotations.NullMarked;
