/** The servers that Latchkey needs, each a real one, startable alone and again on the same port and data. */
@NullMarked
package io.latchkey.local.server;

import org.jspecify.annotations.NullMarked;
