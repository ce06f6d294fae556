/** Readiness: whether the service can do its job with its database. */
@NullMarked
package io.latchkey.edge.health;

import org.jspecify.annotations.NullMarked;
