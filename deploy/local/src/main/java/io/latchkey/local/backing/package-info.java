/** Configuration of the servers, and the interface of what runs them. */
@NullMarked
package io.latchkey.local.backing;

import org.jspecify.annotations.NullMarked;
