/** How work runs apart from the request or event that asked for it, and which failures of servers pass. */
@NullMarked
package io.latchkey.work;

import org.jspecify.annotations.NullMarked;
