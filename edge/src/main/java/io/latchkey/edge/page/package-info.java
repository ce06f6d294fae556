/** Keyset pagination. */
@NullMarked
package io.latchkey.edge.page;

import org.jspecify.annotations.NullMarked;
