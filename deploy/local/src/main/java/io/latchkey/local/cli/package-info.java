/** The commands of {@code ./latchkey}. */
@NullMarked
package io.latchkey.local.cli;

import org.jspecify.annotations.NullMarked;
