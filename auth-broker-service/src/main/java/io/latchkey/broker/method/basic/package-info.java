/** User name and password, sent as HTTP Basic (RFC 7617). */
@NullMarked
package io.latchkey.broker.method.basic;

import org.jspecify.annotations.NullMarked;
