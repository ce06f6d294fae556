/** Where a provider reports further properties of a credential: when it expires, and its scopes. */
@NullMarked
package io.latchkey.catalog.reported;

import org.jspecify.annotations.NullMarked;
