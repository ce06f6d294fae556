/** The authorization endpoint: the request that a browser carries there, and the response that it brings back. */
@NullMarked
package io.latchkey.broker.method.oauth2.authorize;

import org.jspecify.annotations.NullMarked;
