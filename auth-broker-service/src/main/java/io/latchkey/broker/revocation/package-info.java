/** Giving credentials back and destroying them. */
@NullMarked
package io.latchkey.broker.revocation;

import org.jspecify.annotations.NullMarked;
