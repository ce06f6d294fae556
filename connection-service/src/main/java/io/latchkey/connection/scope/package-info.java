/** Checks whether connections have the permissions that a task needs. */
@NullMarked
package io.latchkey.connection.scope;

import org.jspecify.annotations.NullMarked;
