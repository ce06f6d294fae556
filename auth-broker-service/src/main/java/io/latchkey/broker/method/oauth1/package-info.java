/**
 * OAuth 1.0a (RFC 5849). Temporary credentials, which the protocol names request tokens, identify an authorization; the
 * token credentials that result sign requests together with the secret of the client.
 */
@NullMarked
package io.latchkey.broker.method.oauth1;

import org.jspecify.annotations.NullMarked;
