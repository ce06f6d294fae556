/** Deletion of a connection: its credentials are revoked and destroyed, and the result is published. */
@NullMarked
package io.latchkey.broker.deletion;

import org.jspecify.annotations.NullMarked;
