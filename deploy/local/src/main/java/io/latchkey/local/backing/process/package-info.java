/** The servers as ordinary processes of this machine, from packages that are fetched once. */
@NullMarked
package io.latchkey.local.backing.process;

import org.jspecify.annotations.NullMarked;
