/** When refused access tokens end a connection. */
@NullMarked
package io.latchkey.verifier.suspicion;

import org.jspecify.annotations.NullMarked;
