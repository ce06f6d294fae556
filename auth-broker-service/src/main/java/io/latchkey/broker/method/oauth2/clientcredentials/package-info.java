/** OAuth 2.0, client credentials grant (RFC 6749, section 4.4), with clients that users create at their provider. */
@NullMarked
package io.latchkey.broker.method.oauth2.clientcredentials;

import org.jspecify.annotations.NullMarked;
