/** Who calls: the tenant, the principal and the roles behind a bearer token. */
@NullMarked
package io.latchkey.edge.caller;

import org.jspecify.annotations.NullMarked;
