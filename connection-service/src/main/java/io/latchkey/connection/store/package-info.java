/** What is stored of a connection, and the queries for it. */
@NullMarked
package io.latchkey.connection.store;

import org.jspecify.annotations.NullMarked;
