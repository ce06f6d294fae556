/** What the broker knows about each connection's credential, and how it keeps the row and the document in agreement. */
@NullMarked
package io.latchkey.broker.credential;

import org.jspecify.annotations.NullMarked;
