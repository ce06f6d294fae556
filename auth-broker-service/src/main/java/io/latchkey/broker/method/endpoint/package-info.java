/** Requests to a provider's API that verify a credential, for all methods. */
@NullMarked
package io.latchkey.broker.method.endpoint;

import org.jspecify.annotations.NullMarked;
