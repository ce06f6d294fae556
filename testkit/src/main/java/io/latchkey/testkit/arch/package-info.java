/** Rules about code that every module obeys. */
@NullMarked
package io.latchkey.testkit.arch;

import org.jspecify.annotations.NullMarked;
