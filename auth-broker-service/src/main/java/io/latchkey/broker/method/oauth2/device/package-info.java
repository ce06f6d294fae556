/** The device authorization endpoint (RFC 8628, section 3.1): device authorization requests and their responses. */
@NullMarked
package io.latchkey.broker.method.oauth2.device;

import org.jspecify.annotations.NullMarked;
