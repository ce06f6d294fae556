/** What the world is told of connections. */
@NullMarked
package io.latchkey.connection.feed;

import org.jspecify.annotations.NullMarked;
