/** Looking at a connection because somebody asked. */
@NullMarked
package io.latchkey.connection.verification;

import org.jspecify.annotations.NullMarked;
