/** Reads a provider's response, whatever its content type and however damaged it is. */
@NullMarked
package io.latchkey.broker.upstream.response;

import org.jspecify.annotations.NullMarked;
