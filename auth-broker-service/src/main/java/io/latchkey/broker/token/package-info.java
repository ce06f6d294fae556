/** Tokens asked of a provider: exchange and refresh, replies and failures, whose account it is. */
@NullMarked
package io.latchkey.broker.token;

import org.jspecify.annotations.NullMarked;
