/** API keys: a person enters the key from the provider, and each request carries it. */
@NullMarked
package io.latchkey.broker.method.apikey;

import org.jspecify.annotations.NullMarked;
