/** Addresses of a running stack, and the credentials that the demo needs. */
@NullMarked
package io.latchkey.demo.stack;

import org.jspecify.annotations.NullMarked;
