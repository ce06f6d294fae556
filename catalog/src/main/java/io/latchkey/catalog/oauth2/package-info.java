/** The parts of an OAuth 2.0 provider that differ from one to the next. */
@NullMarked
package io.latchkey.catalog.oauth2;

import org.jspecify.annotations.NullMarked;
