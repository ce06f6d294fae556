/** connection-service: its main class. */
@NullMarked
package io.latchkey.connection;

import org.jspecify.annotations.NullMarked;
