/** Dynamic client registration (RFC 7591). */
@NullMarked
package io.latchkey.broker.method.oauth2.register;

import org.jspecify.annotations.NullMarked;
