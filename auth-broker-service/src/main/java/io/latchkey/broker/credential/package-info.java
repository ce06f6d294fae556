/** Handing out a credential, and keeping it fresh. */
@NullMarked
package io.latchkey.broker.credential;

import org.jspecify.annotations.NullMarked;
