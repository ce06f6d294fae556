/** One cheap look at whether a credential works. */
@NullMarked
package io.latchkey.broker.probe;

import org.jspecify.annotations.NullMarked;
