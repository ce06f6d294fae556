/** Leases: which replica currently works on a connection or a grant. */
@NullMarked
package io.latchkey.broker.lease;

import org.jspecify.annotations.NullMarked;
