/** Keys of users that sign JSON Web Tokens (RFC 7519), also for the JWT bearer grant (RFC 7523, section 2.1). */
@NullMarked
package io.latchkey.broker.method.oauth2.jwt;

import org.jspecify.annotations.NullMarked;
