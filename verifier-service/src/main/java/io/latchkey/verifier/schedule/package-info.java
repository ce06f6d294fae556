/** When each connection is next looked at: a projection of the public feed, and claims on what is due. */
@NullMarked
package io.latchkey.verifier.schedule;

import org.jspecify.annotations.NullMarked;
