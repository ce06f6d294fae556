/** What the commands print on a terminal, and ask there. */
package io.latchkey.local.terminal;
