/** How connections are found, shown and renamed. */
@NullMarked
package io.latchkey.connection.metadata;

import org.jspecify.annotations.NullMarked;
