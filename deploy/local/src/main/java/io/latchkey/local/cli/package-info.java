/** The commands of {@code ./latchkey}. */
package io.latchkey.local.cli;
