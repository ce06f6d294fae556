/** API keys: a person enters what the provider gave them, and each request carries it. */
@NullMarked
package io.latchkey.broker.method.apikey;

import org.jspecify.annotations.NullMarked;
