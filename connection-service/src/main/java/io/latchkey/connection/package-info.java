/** Connections: what is stored of them, how they are found, shown and renamed. */
@NullMarked
package io.latchkey.connection;

import org.jspecify.annotations.NullMarked;
