/** The stored form of a connection, and its queries. */
@NullMarked
package io.latchkey.connection.store;

import org.jspecify.annotations.NullMarked;
