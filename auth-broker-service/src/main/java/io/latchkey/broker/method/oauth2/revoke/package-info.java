/** The revocation endpoint (RFC 7009, and what providers offer in its place). */
@NullMarked
package io.latchkey.broker.method.oauth2.revoke;

import org.jspecify.annotations.NullMarked;
