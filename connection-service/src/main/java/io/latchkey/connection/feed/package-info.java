/** The public feed of connection events. */
@NullMarked
package io.latchkey.connection.feed;

import org.jspecify.annotations.NullMarked;
