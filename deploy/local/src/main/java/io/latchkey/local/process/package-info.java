/** Operating system processes: started, watched, found again by a later launcher, and never left behind. */
@NullMarked
package io.latchkey.local.process;

import org.jspecify.annotations.NullMarked;
