/** The queue of credentials to revoke that belong to no connection. */
@NullMarked
package io.latchkey.broker.revocation.pending;

import org.jspecify.annotations.NullMarked;
