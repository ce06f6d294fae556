/** The revocation endpoint (RFC 7009, and proprietary endpoints of providers). */
@NullMarked
package io.latchkey.broker.method.oauth2.revoke;

import org.jspecify.annotations.NullMarked;
