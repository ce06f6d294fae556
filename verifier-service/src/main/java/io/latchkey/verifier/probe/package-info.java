/** The broker, which alone can ask a provider. */
@NullMarked
package io.latchkey.verifier.probe;

import org.jspecify.annotations.NullMarked;
