/** Leases: which replica works on a connection or a grant at present. */
@NullMarked
package io.latchkey.broker.lease;

import org.jspecify.annotations.NullMarked;
