/** Marked secrets, and the search for them in places where they must not appear. */
@NullMarked
package io.latchkey.testkit.canary;

import org.jspecify.annotations.NullMarked;
