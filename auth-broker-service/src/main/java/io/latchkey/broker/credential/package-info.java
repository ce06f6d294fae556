/** What the broker knows of each connection's credential, and how row and document are kept in agreement. */
@NullMarked
package io.latchkey.broker.credential;

import org.jspecify.annotations.NullMarked;
