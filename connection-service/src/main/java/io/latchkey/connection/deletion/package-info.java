/** Deletion of connections, and erasure of their personal data. */
@NullMarked
package io.latchkey.connection.deletion;

import org.jspecify.annotations.NullMarked;
