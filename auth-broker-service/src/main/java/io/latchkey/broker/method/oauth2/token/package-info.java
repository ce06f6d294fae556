/** The token endpoint: what is sent to it, and what its responses are worth. */
@NullMarked
package io.latchkey.broker.method.oauth2.token;

import org.jspecify.annotations.NullMarked;
