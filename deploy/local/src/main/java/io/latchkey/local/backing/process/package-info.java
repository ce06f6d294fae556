/** The servers as ordinary processes of this machine, from packages that are fetched once. */
package io.latchkey.local.backing.process;
