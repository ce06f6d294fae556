/** The clients of this installation at the providers. */
@NullMarked
package io.latchkey.broker.client;

import org.jspecify.annotations.NullMarked;
