/** Who may work on a connection or a grant now, and work that no caller can cancel. */
@NullMarked
package io.latchkey.broker.lease;

import org.jspecify.annotations.NullMarked;
