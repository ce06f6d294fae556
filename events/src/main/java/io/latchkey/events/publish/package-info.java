/** Publishing without an outbox: what may be published twice, because its producer does it again after a failure. */
@NullMarked
package io.latchkey.events.publish;

import org.jspecify.annotations.NullMarked;
