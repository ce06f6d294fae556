/** Sends requests to providers, within their limits. */
@NullMarked
package io.latchkey.broker.upstream;

import org.jspecify.annotations.NullMarked;
