/** The consumer of connection-service's events: state changes and deletions of connections. */
@NullMarked
package io.latchkey.broker.feed;

import org.jspecify.annotations.NullMarked;
