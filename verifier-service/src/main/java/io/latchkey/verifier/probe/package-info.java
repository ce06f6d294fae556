/** Probes of providers. Only the broker can run them. */
@NullMarked
package io.latchkey.verifier.probe;

import org.jspecify.annotations.NullMarked;
