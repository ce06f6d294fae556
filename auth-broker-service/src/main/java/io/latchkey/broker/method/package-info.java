/** What the broker needs of a way to authenticate. One package each speaks a method's protocol; nothing else does. */
@NullMarked
package io.latchkey.broker.method;

import org.jspecify.annotations.NullMarked;
