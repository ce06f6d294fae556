/** Revocation of credentials at their providers. */
@NullMarked
package io.latchkey.broker.revocation;

import org.jspecify.annotations.NullMarked;
