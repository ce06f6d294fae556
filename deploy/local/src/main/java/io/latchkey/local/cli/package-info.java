/** The commands behind {@code ./latchkey}. */
package io.latchkey.local.cli;
