/** Random inputs for tests of parsers, which can be repeated from their seed. */
@NullMarked
package io.latchkey.testkit.random;

import org.jspecify.annotations.NullMarked;
