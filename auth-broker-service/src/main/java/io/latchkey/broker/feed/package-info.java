/** What connection-service says of connections: their state, and their end. */
@NullMarked
package io.latchkey.broker.feed;

import org.jspecify.annotations.NullMarked;
