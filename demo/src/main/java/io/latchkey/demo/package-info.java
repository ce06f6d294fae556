/** {@code ./latchkey demo}: the main job of Latchkey, played over HTTP against a running stack. */
package io.latchkey.demo;
