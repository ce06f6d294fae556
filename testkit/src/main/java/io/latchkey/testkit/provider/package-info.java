/** A provider under a test's control. */
@NullMarked
package io.latchkey.testkit.provider;

import org.jspecify.annotations.NullMarked;
