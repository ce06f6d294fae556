/** The history of connections: user actions and reported facts. */
@NullMarked
package io.latchkey.connection.history;

import org.jspecify.annotations.NullMarked;
