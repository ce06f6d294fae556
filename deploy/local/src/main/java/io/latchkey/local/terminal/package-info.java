/** What the commands print on a terminal, and ask there. */
@NullMarked
package io.latchkey.local.terminal;

import org.jspecify.annotations.NullMarked;
