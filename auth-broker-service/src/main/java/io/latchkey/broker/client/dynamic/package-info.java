/** The API that registers clients at providers that offer it. */
@NullMarked
package io.latchkey.broker.client.dynamic;

import org.jspecify.annotations.NullMarked;
