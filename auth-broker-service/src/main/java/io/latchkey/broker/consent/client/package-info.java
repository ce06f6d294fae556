/** The page on which a person enters a client at the provider that serves only one connection. */
@NullMarked
package io.latchkey.broker.consent.client;

import org.jspecify.annotations.NullMarked;
