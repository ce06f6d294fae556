/** The other services, as this one calls them. */
@NullMarked
package io.latchkey.connection.sibling;

import org.jspecify.annotations.NullMarked;
