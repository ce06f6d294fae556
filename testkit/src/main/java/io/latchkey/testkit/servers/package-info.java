/** The real servers that a test needs. */
@NullMarked
package io.latchkey.testkit.servers;

import org.jspecify.annotations.NullMarked;
