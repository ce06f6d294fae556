/** Where secrets may be sent: a provider that moves in the catalog gets none until an operator confirms it. */
@NullMarked
package io.latchkey.broker.origin;

import org.jspecify.annotations.NullMarked;
