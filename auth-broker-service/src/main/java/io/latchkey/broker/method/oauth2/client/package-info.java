/** Latchkey as a client of a provider: which one, and how it authenticates its requests. */
@NullMarked
package io.latchkey.broker.method.oauth2.client;

import org.jspecify.annotations.NullMarked;
