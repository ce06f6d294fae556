/** Pages of the platform that browsers return to. Nothing but the JDK is used here, so that one jar can serve them. */
@NullMarked
package io.latchkey.demo.page;

import org.jspecify.annotations.NullMarked;
