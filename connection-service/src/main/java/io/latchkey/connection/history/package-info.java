/** What happened to a connection and what was told of it. */
@NullMarked
package io.latchkey.connection.history;

import org.jspecify.annotations.NullMarked;
