/** Startup of a service, and the checks that prevent it. */
@NullMarked
package io.latchkey.bootstrap.start;

import org.jspecify.annotations.NullMarked;
