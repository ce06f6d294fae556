/** Latchkey as a client of a provider: the choice of the client, and client authentication. */
@NullMarked
package io.latchkey.broker.method.oauth2.client;

import org.jspecify.annotations.NullMarked;
