/** Creation of connections, once per {@code Idempotency-Key}. */
@NullMarked
package io.latchkey.connection.creation;

import org.jspecify.annotations.NullMarked;
