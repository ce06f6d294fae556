/** Refreshes a credential at its provider, once a version, and never loses the new tokens. */
@NullMarked
package io.latchkey.broker.refresh;

import org.jspecify.annotations.NullMarked;
