/** Describes a stack of this machine to the demo. */
@NullMarked
package io.latchkey.local.demo;

import org.jspecify.annotations.NullMarked;
