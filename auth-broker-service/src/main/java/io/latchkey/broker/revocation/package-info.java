/** Revokes one credential at its provider, unless that would end another connection. */
@NullMarked
package io.latchkey.broker.revocation;

import org.jspecify.annotations.NullMarked;
