/**
 * OAuth 2.0: the authorization code grant (RFC 6749, section 4.1) with PKCE (RFC 7636), the device authorization grant
 * (RFC 8628), and revocation (RFC 7009).
 */
@NullMarked
package io.latchkey.broker.method.oauth2;

import org.jspecify.annotations.NullMarked;
