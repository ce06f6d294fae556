/** On-demand checks of a connection. */
@NullMarked
package io.latchkey.connection.verification;

import org.jspecify.annotations.NullMarked;
