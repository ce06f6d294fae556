/** Requests that wait for the service's own database. */
@NullMarked
package io.latchkey.edge.database;

import org.jspecify.annotations.NullMarked;
