/** The clients that this installation has registered at the providers. */
@NullMarked
package io.latchkey.broker.client;

import org.jspecify.annotations.NullMarked;
