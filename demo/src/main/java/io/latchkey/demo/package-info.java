/** {@code ./latchkey demo}: the main job of Latchkey, played over HTTP against a running stack. */
@NullMarked
package io.latchkey.demo;

import org.jspecify.annotations.NullMarked;
