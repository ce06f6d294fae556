/** What the broker and the verifier tell, from wherever it arrives. */
@NullMarked
package io.latchkey.connection.intake;

import org.jspecify.annotations.NullMarked;
