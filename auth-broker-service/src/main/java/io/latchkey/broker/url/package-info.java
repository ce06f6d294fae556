/** The URL at which browsers and providers reach the broker. */
@NullMarked
package io.latchkey.broker.url;

import org.jspecify.annotations.NullMarked;
