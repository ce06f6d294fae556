/** Startup of a service: settings, checks before and at startup, clock and ids. */
@NullMarked
package io.latchkey.bootstrap;

import org.jspecify.annotations.NullMarked;
