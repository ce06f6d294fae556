/** Time under a test's control. */
@NullMarked
package io.latchkey.testkit.time;

import org.jspecify.annotations.NullMarked;
