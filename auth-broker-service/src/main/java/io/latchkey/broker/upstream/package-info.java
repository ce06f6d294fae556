/** Requests to providers: limits, responses, and the meaning of failures. */
@NullMarked
package io.latchkey.broker.upstream;

import org.jspecify.annotations.NullMarked;
