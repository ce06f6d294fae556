/** The other services, as this one calls them. */
@NullMarked
package io.latchkey.connection.peer;

import org.jspecify.annotations.NullMarked;
