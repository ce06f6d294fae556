/** Intake of facts from the broker and the verifier, over HTTP or Kafka. */
@NullMarked
package io.latchkey.connection.intake;

import org.jspecify.annotations.NullMarked;
