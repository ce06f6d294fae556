/** What methods share for which an operator registers a client at the provider. */
@NullMarked
package io.latchkey.broker.method.client;

import org.jspecify.annotations.NullMarked;
