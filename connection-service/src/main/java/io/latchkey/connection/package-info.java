/** The main class of connection-service and its settings. */
@NullMarked
package io.latchkey.connection;

import org.jspecify.annotations.NullMarked;
