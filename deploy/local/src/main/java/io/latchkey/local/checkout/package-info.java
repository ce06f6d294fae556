/** The stack of this checkout: its build, its state folder and the files in it. */
@NullMarked
package io.latchkey.local.checkout;

import org.jspecify.annotations.NullMarked;
