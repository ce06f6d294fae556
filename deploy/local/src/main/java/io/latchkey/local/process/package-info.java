/** Operating system processes: started, watched, found again by a later launcher, and never left behind. */
package io.latchkey.local.process;
