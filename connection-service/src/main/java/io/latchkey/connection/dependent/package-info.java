/** Dependents: what of the platform uses a connection, and what it needs there. */
@NullMarked
package io.latchkey.connection.dependent;

import org.jspecify.annotations.NullMarked;
