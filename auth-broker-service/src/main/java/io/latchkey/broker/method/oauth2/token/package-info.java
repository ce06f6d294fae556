/** The token endpoint: token requests and token responses. */
@NullMarked
package io.latchkey.broker.method.oauth2.token;

import org.jspecify.annotations.NullMarked;
