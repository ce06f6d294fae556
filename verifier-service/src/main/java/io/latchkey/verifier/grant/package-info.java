/** What a connection's present generation is, as the feed tells it. */
@NullMarked
package io.latchkey.verifier.grant;

import org.jspecify.annotations.NullMarked;
