/** Listing, showing and renaming connections. */
@NullMarked
package io.latchkey.connection.metadata;

import org.jspecify.annotations.NullMarked;
