/** Renewing a credential at its provider, once a version, and never losing what that brought. */
@NullMarked
package io.latchkey.broker.refresh;

import org.jspecify.annotations.NullMarked;
