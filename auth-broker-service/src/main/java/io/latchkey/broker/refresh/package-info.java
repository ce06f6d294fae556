/** Refreshes credentials at their providers, one refresh per version, and never loses the new tokens. */
@NullMarked
package io.latchkey.broker.refresh;

import org.jspecify.annotations.NullMarked;
