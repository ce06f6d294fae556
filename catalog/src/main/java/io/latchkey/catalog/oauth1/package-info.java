/** The parts of OAuth 1.0a (RFC 5849) that differ between providers. */
@NullMarked
package io.latchkey.catalog.oauth1;

import org.jspecify.annotations.NullMarked;
