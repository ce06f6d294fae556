/** The current generation of a connection, according to the feed. */
@NullMarked
package io.latchkey.verifier.grant;

import org.jspecify.annotations.NullMarked;
